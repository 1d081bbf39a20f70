package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpMethod;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import org.goldcard.web.retirement.Retirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client of an operation that will end is told, whatever else it is told. */
class RetirementTest {
  private static final Instant SINCE = Instant.parse("2026-12-01T00:00:00Z");
  private static final Instant END = Instant.parse("2027-07-31T16:00:00Z");
  private static final String CARD = "/v1/cards/9000000000000001";
  private static final String PAGE =
      "<https://goldcard.example/docs#retirement>; type=\"text/html\"";

  private final ApiUnderTest api =
      new ApiUnderTest(
          HttpOptions.of("127.0.0.1", 0, 1, null, TrustedProxies.none()),
          TestDoors.wide(),
          List.of(new Retirement(HttpMethod.GET, "/v1/cards/{number}", SINCE, END)));

  @AfterEach
  void stop() {
    api.close();
  }

  private static void assertTold(Reply reply) {
    assertThat(reply.header("Deprecation")).isEqualTo("@1796083200");
    assertThat(reply.header("Sunset")).isEqualTo("Sat, 31 Jul 2027 16:00:00 GMT");
    assertThat(reply.header("Link"))
        .isEqualTo(PAGE + "; rel=\"deprecation\", " + PAGE + "; rel=\"sunset\"");
  }

  @Test
  void everyAnswerSaysSinceWhenAndUntilWhenEvenARefusal() {
    String number = api.card(org.goldcard.card.TalentClass.B).number().toString();
    Reply found = api.get("/v1/cards/" + number, api.office());
    assertThat(found.status()).isEqualTo(200);
    assertTold(found);
    Reply unknown = api.get(CARD, api.office());
    assertThat(unknown.status()).isEqualTo(404);
    assertTold(unknown);
    Reply stranger = api.get(CARD, null);
    assertThat(stranger.status()).isEqualTo(401);
    assertTold(stranger);
    HttpRequest.Builder head =
        api.request(CARD).method("HEAD", HttpRequest.BodyPublishers.noBody());
    assertTold(api.send(head.header("Authorization", api.office())));
  }

  @Test
  void operationsThatGoOnSayNothing() {
    Reply pass = api.get(CARD + "/pass", api.office());
    assertThat(pass.status()).isEqualTo(404);
    assertThat(pass.header("Deprecation")).isEmpty();
    assertThat(pass.header("Sunset")).isEmpty();
    Reply health = api.get("/health/live", null);
    assertThat(health.header("Deprecation")).isEmpty();
  }

  @Test
  void nothingEndsSoonerThanTheNotice() {
    Instant early = SINCE.plus(Retirement.NOTICE).minusSeconds(1);
    assertThatThrownBy(() -> new Retirement(HttpMethod.GET, "/v1/cards/{number}", SINCE, early))
        .hasMessage("sunset: sooner than the notice after deprecatedAt");
  }

  @Test
  void thePageThatIsLinkedSaysHowLongTheNoticeIs() {
    String page = api.get("/docs", null).text();
    assertThat(page).contains("<section id=\"retirement\">", "183 days", "183天");
    assertThat(Retirement.NOTICE.toDays()).isEqualTo(183);
  }
}
