package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.testkit.TestKeys;
import org.goldcard.token.bundle.BundleReader;
import org.goldcard.token.bundle.VerifiedBundle;
import org.goldcard.token.jws.Flaw;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.offline.OfflineAnswer;
import org.goldcard.verifying.offline.OfflineBundle;
import org.goldcard.verifying.offline.OfflineVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bundle as a scanner fetches it, keeps it up to date and judges by it without a network. */
class BundleRouteTest {
  private static final String PATH = "/v1/offline-bundle";
  private static final Issuer ISSUER = new Issuer("https://goldcard.example");

  private ApiUnderTest api;
  private Card card;
  private Card other;
  private String east;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    card = api.card(TalentClass.B);
    other = api.card(TalentClass.C);
    east = api.scanner("east");
    api.offline.catchUp();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private VerifiedBundle signed(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/goldcard-bundle+jwt");
    KeyRing ring = api.keys.ring();
    return new BundleReader(() -> ring, ISSUER)
        .read(new SignedText(reply.text()), "gate-east")
        .token()
        .orElseThrow();
  }

  private OfflineBundle fetched() {
    return OfflineBundle.of(signed(api.get(PATH, east)), TestKeys.signatures()).orElseThrow();
  }

  private OfflineAnswer judged(OfflineBundle bundle, Card shown) {
    Instant now = api.clock.instant();
    Scan.Scanner scanner = new Scan.Scanner("gate-east", Gate.VENUE, "east", true);
    Scan scan = new Scan(api.liveCode(shown), null, 0, null, null, "r-1", null, scanner);
    return new OfflineVerifier(bundle, ISSUER).verify(scan, now, null);
  }

  private void lose(Card lost) {
    api.post("/v1/cards/" + lost.number() + "/loss-report", api.office(), "");
    api.offline.catchUp();
  }

  @Test
  void carriesAllThatAScannerNeeds() {
    OfflineBundle bundle = fetched();
    assertThat(bundle.form()).isEqualTo(OfflineBundle.Form.FULL);
    OfflineAnswer answer = judged(bundle, card);
    assertThat(answer.result()).isEqualTo(ResultCode.VALID_OFFLINE);
    assertThat(answer.colour()).isEqualTo(ResultCode.Colour.GREEN);
    assertThat(answer.item()).isEqualTo(api.gate.rules(Gate.VENUE).orElseThrow().items().get(0));
    assertThat(bundle.rules(api.clock.instant())).isEqualTo(api.gate.rules(Gate.VENUE));
    assertThat(bundle.rules(api.clock.instant().plus(Duration.ofHours(24)))).isPresent();
    assertThat(bundle.issuedAt()).isEqualTo(api.clock.instant());
    assertThat(bundle.expiresAt()).isEqualTo(api.clock.instant().plus(Duration.ofHours(24)));
    assertThat(bundle.keys().find("L01")).isNotNull();
    assertThat(bundle.keys().find("A01")).as("not public").isNull();
    assertThat(signed(api.get(PATH, east)).content().path("jwks").path("keys"))
        .isNotEmpty()
        .allMatch(key -> key.path("goldcard").path("state").asText().equals("ACTIVE"))
        .allMatch(key -> key.path("goldcard").has("active_at"))
        .noneMatch(key -> key.has("d"));
  }

  @Test
  void refusesOfflineWhoeverWasStoppedBefore() {
    lose(card);
    OfflineBundle bundle = fetched();
    assertThat(judged(bundle, card).result()).isEqualTo(ResultCode.CARD_UNAVAILABLE);
    assertThat(judged(bundle, other).result()).isEqualTo(ResultCode.VALID_OFFLINE);
  }

  @Test
  void tellsWhatChangedSinceAState() {
    OfflineBundle before = fetched();
    lose(card);
    String since = before.list().epoch() + "." + before.list().rev();
    VerifiedBundle delta = signed(api.get(PATH + "?since=" + since, east));
    assertThat(delta.content().path("form").asText()).isEqualTo("delta");
    assertThat(delta.content().has("lists")).isFalse();
    assertThat(delta.content().path("refused")).hasSize(2);
    OfflineBundle after = before.updatedBy(delta, TestKeys.signatures()).orElseThrow();
    assertThat(judged(before, card).result()).isEqualTo(ResultCode.VALID_OFFLINE);
    assertThat(judged(after, card).result()).isEqualTo(ResultCode.CARD_UNAVAILABLE);
    assertThat(judged(after, other).result()).isEqualTo(ResultCode.VALID_OFFLINE);
    api.post("/v1/cards/" + card.number() + "/resumption", api.office(), "");
    api.offline.catchUp();
    api.clock.move(Duration.ofMinutes(1));
    String later = after.list().epoch() + "." + after.list().rev();
    OfflineBundle resumed =
        after
            .updatedBy(signed(api.get(PATH + "?since=" + later, east)), TestKeys.signatures())
            .orElseThrow();
    assertThat(judged(resumed, card).result()).isEqualTo(ResultCode.VALID_OFFLINE);
  }

  @Test
  void isWholeWhereAStateIsNotKnown() {
    OfflineBundle bundle = fetched();
    long rev = bundle.list().rev();
    for (String since : new String[] {"9." + rev, "1." + (rev + 1), "1.0"}) {
      VerifiedBundle whole = signed(api.get(PATH + "?since=" + since, east));
      assertThat(whole.content().path("form").asText()).as(since).isEqualTo("full");
      assertThat(whole.content().path("lists")).hasSizeGreaterThan(0);
    }
  }

  @Test
  void isNotSentTwiceWhileNothingChanged() {
    Reply first = api.get(PATH, east);
    String tag = first.header("ETag");
    assertThat(first.header("Cache-Control")).isEqualTo("private, no-cache");
    assertThat(conditional(tag, east).status()).isEqualTo(304);
    assertThat(conditional(tag, east).header("ETag")).isEqualTo(tag);
    assertThat(conditional(tag, api.scanner("west")).status()).as("another client").isEqualTo(200);
    lose(card);
    assertThat(conditional(tag, east).status()).as("the list changed").isEqualTo(200);
  }

  private Reply conditional(String tag, String scanner) {
    return api.send(
        api.request(PATH).header("Authorization", scanner).header("If-None-Match", tag));
  }

  @Test
  void isMadeAnewWhenRulesChangeAndAfterFiveMinutes() {
    String tag = api.get(PATH, east).header("ETag");
    api.gate.covered = false;
    assertThat(conditional(tag, east).status()).isEqualTo(200);
    api.gate.covered = true;
    assertThat(conditional(tag, east).status()).isEqualTo(304);
    api.clock.move(Duration.ofMinutes(5));
    assertThat(conditional(tag, east).status()).isEqualTo(200);
  }

  @Test
  void comesAsAFileThatIsNeverGreen() {
    VerifiedBundle file = signed(api.get(PATH + "?form=file", east));
    OfflineBundle bundle = OfflineBundle.of(file, TestKeys.signatures()).orElseThrow();
    assertThat(bundle.expiresAt()).isEqualTo(api.clock.instant().plus(Duration.ofHours(36)));
    assertThat(judged(bundle, card).result()).isEqualTo(ResultCode.VALID_OFFLINE);
    assertThat(judged(bundle, card).colour()).isEqualTo(ResultCode.Colour.AMBER);
    api.clock.move(Duration.ofHours(36));
    assertThat(judged(bundle, card).result()).isEqualTo(ResultCode.LIST_STALE);
  }

  @Test
  void isForTheClientThatAskedAlone() {
    KeyRing ring = api.keys.ring();
    SignedText text = new SignedText(api.get(PATH, api.scanner("west")).text());
    assertThat(new BundleReader(() -> ring, ISSUER).read(text, "gate-east").flaw())
        .hasValue(Flaw.WRONG_AUDIENCE);
  }

  @Test
  void refusesAStrangeQuery() {
    for (String query :
        new String[] {
          "since=1",
          "since=1.2.3",
          "since=a.b",
          "since=-1.2",
          "since=1.9999999999999999999",
          "since="
        }) {
      Reply reply = api.get(PATH + "?" + query, east);
      assertThat(reply.status()).as(query).isEqualTo(400);
      assertThat(reply.field()).isEqualTo("query.since");
    }
    assertThat(api.get(PATH + "?form=pdf", east).field()).isEqualTo("query.form");
    assertThat(api.get(PATH + "?form=file&since=1.2", east).field()).isEqualTo("query.since");
    assertThat(api.get(PATH + "?place=other", east).code()).isEqualTo("FIELD_UNKNOWN");
    assertThat(api.get(PATH + "?venue=lake", east).code()).isEqualTo("VENUE_NOT_YOURS");
  }

  @Test
  void isNotReadyWithoutAListOrForAVenueNobodyKnows() {
    api.gate.known = false;
    assertThat(api.get(PATH, east).code()).isEqualTo("NOT_READY");
    ApiUnderTest empty = new ApiUnderTest();
    assertThat(empty.get(PATH, empty.scanner("east")).status()).isEqualTo(503);
    empty.close();
  }

  @Test
  void isForScannersOfAVenueOnly() {
    assertThat(api.get(PATH, api.office()).code()).isEqualTo("VENUE_MISSING");
    Access reader = new Access("x", Set.of(Scope.CODES), Gate.VENUE, "east", false, api.end());
    assertThat(api.get(PATH, api.bearer(reader)).code()).isEqualTo("SCOPE_MISSING");
  }
}
