package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.list.StatusList;
import org.goldcard.token.list.StatusListTokens;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.kit.Answer;
import org.goldcard.verifying.kit.GoldcardVerifier;
import org.goldcard.verifying.kit.Update;
import org.goldcard.web.api.published.StatusListRoute.SignedList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verifier's library as it keeps up with the service, and goes on without it. */
class KitOverHttpTest {
  private static final String ISSUER = "https://goldcard.example";
  private static final Update TAKEN = new Update(Update.Outcome.TAKEN, "");

  private ApiUnderTest api;
  private Card card;
  private Card other;
  private String token;
  private TickingClock clock;
  private GoldcardVerifier verifier;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    card = api.card(TalentClass.B);
    other = api.card(TalentClass.C);
    token = api.scanner("east").substring("Bearer ".length());
    api.offline.catchUp();
    clock = new TickingClock(ApiUnderTest.NOON);
    verifier = GoldcardVerifier.withBundles(ISSUER, "gate-east", jwks(), clock).askingAt(address());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private byte[] jwks() {
    return api.jwks.getBytes(StandardCharsets.UTF_8);
  }

  private String address() {
    return "http://127.0.0.1:" + api.port();
  }

  private Update refresh() {
    return verifier.refresh(api.http, token);
  }

  private ResultCode shown(Card holder) {
    return verifier.verify(api.liveCode(holder)).result();
  }

  @Test
  void takesWhatChangedAndNothingTwice() {
    assertThat(verifier.verify(api.liveCode(card)).origin()).isEqualTo(Answer.Origin.NONE);
    assertThat(refresh()).isEqualTo(TAKEN);
    assertThat(shown(card)).isEqualTo(ResultCode.VALID_OFFLINE);
    assertThat(refresh().isGood()).isTrue();
    assertThat(refresh().outcome()).isEqualTo(Update.Outcome.UNCHANGED);
    api.post("/v1/cards/" + other.number() + "/loss-report", api.office(), "");
    api.offline.catchUp();
    assertThat(shown(other)).as("not known yet").isEqualTo(ResultCode.VALID_OFFLINE);
    assertThat(refresh()).isEqualTo(TAKEN);
    assertThat(shown(other)).isEqualTo(ResultCode.CARD_UNAVAILABLE);
    assertThat(shown(card)).isEqualTo(ResultCode.VALID_OFFLINE);
  }

  @Test
  void setsAWrongClockRightByTheService() {
    clock.move(Duration.ofMinutes(-20));
    assertThat(refresh()).isEqualTo(TAKEN);
    assertThat(verifier.clockCorrection()).isCloseTo(Duration.ofMinutes(20), Duration.ofSeconds(2));
    assertThat(shown(card)).isEqualTo(ResultCode.VALID_OFFLINE);
  }

  @Test
  void saysWhyItGotNothingAndGoesOnWithWhatItHas() {
    assertThat(verifier.refresh(api.http, "not.a.token").reason()).isEqualTo("HTTP_401");
    assertThat(refresh()).isEqualTo(TAKEN);
    GoldcardVerifier away = verifier.askingAt("http://127.0.0.1:1");
    assertThat(away.refresh(HttpClient.newHttpClient(), token))
        .isEqualTo(new Update(Update.Outcome.UNREACHABLE, "NO_ANSWER"));
    assertThat(away.verify(api.liveCode(card)).result()).isEqualTo(ResultCode.VALID_OFFLINE);
  }

  @Test
  void takesNoBundleOfAnotherClientAndLearnsKeysByItself() {
    String west = api.scanner("west").substring("Bearer ".length());
    assertThat(verifier.refresh(api.http, west).reason()).isEqualTo("WRONG_AUDIENCE");
    byte[] none = "{\"keys\":[]}".getBytes(StandardCharsets.US_ASCII);
    GoldcardVerifier keyless =
        GoldcardVerifier.withBundles(ISSUER, "gate-east", none, clock).askingAt(address());
    assertThat(keyless.refresh(api.http, token)).isEqualTo(TAKEN);
    assertThat(keyless.verify(api.liveCode(card)).result()).isEqualTo(ResultCode.VALID_OFFLINE);
  }

  @Test
  void judgesByThePublishedListWhereThereIsNoVenue() {
    KeyRing ring = api.keys.ring();
    StatusListTokens lists = new StatusListTokens(new JwsSigner(() -> ring), api.clock);
    int stopped = other.index();
    StatusList list = StatusList.of(1, 1 << 20, i -> i == stopped ? 1 : 0);
    String signed = lists.sign(ISSUER + "/v1/status-lists/0", list).text();
    api.list = new SignedList(signed, "\"first\"");
    GoldcardVerifier bank =
        GoldcardVerifier.withPublishedLists(ISSUER, jwks(), clock).askingAt(address());
    assertThat(bank.refresh(api.http, null)).isEqualTo(TAKEN);
    assertThat(bank.refresh(api.http, null)).isEqualTo(new Update(Update.Outcome.UNCHANGED, ""));
    assertThat(bank.verify(api.liveCode(card)).result()).isEqualTo(ResultCode.VALID_OFFLINE);
    assertThat(bank.verify(api.liveCode(other)).result()).isEqualTo(ResultCode.CARD_UNAVAILABLE);
    clock.move(Duration.ofMinutes(15));
    assertThat(bank.verify(api.liveCode(card)).result()).isEqualTo(ResultCode.CODE_EXPIRED);
  }
}
