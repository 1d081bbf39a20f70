package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.partners.terms.AddressRange;
import org.goldcard.partners.terms.Reach;
import org.goldcard.partners.terms.Terms;
import org.goldcard.testkit.Clause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a token is shown and what is said to whoever shows none: clause by clause of RFC 6750. */
class BearerTest {
  private static final String CARD = "/v1/cards/9000000000000001";
  private static final String CHALLENGE = "Bearer realm=\"goldcard\"";
  private static final String BARRED = CHALLENGE + ", error=\"insufficient_scope\"";

  private static ApiUnderTest api;

  @BeforeAll
  static void start() {
    api = new ApiUnderTest();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static String challenge(Reply reply, int status, String code) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.response().headers().allValues("WWW-Authenticate")).hasSize(1);
    return reply.header("WWW-Authenticate");
  }

  private static String office() {
    return api.office().substring("Bearer ".length());
  }

  private static String bearer(String id, @Nullable String venue) {
    return api.bearer(new Access(id, EnumSet.allOf(Scope.class), venue, null, false, api.end()));
  }

  @ParameterizedTest
  @Clause("RFC 6750 2.1")
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "Bearer    "})
  void readsTheTokenFromTheHeaderWhateverTheCaseOfTheScheme(String scheme) {
    assertThat(api.get(CARD, scheme + office()).code()).isEqualTo("CARD_UNKNOWN");
  }

  @Test
  @Clause("RFC 6750 2.2")
  void readsNoTokenFromTheBody() {
    Reply reply =
        api.send(
            api.request("/oauth2/introspect")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=x&access_token=" + office())));
    assertThat(challenge(reply, 401, "TOKEN_MISSING")).isEqualTo(CHALLENGE);
  }

  @Test
  @Clause("RFC 6750 2.3")
  void readsNoTokenFromTheAddressAndTakesNoneThereBesides() {
    String inQuery = CARD + "?access_token=" + office();
    assertThat(challenge(api.get(inQuery, null), 401, "TOKEN_MISSING")).isEqualTo(CHALLENGE);
    Reply both = api.get(inQuery, api.office());
    assertThat(both.status()).isEqualTo(400);
    assertThat(both.field()).isEqualTo("query.access_token");
    assertThat(both.text()).doesNotContain(office());
  }

  @Test
  @Clause("RFC 6750 3.1")
  void namesNoErrorToWhoeverShowsNoTokenAtAll() {
    assertThat(challenge(api.get(CARD, null), 401, "TOKEN_MISSING")).isEqualTo(CHALLENGE);
    for (String other : List.of("Basic d2luZG93OnNlY3JldA==", "DPoP abc", "Digest x=y", "x")) {
      assertThat(challenge(api.get(CARD, other), 401, "TOKEN_MISSING"))
          .as(other)
          .isEqualTo(CHALLENGE);
    }
  }

  @ParameterizedTest
  @Clause("RFC 6750 3.1")
  @ValueSource(strings = {"Bearer", "Bearer x", "Bearer a b", "Bearer ,", "bearer x.y.z"})
  void namesTheErrorOfATokenThatDoesNotCount(String authorization) {
    assertThat(challenge(api.get(CARD, authorization), 401, "TOKEN_INVALID"))
        .isEqualTo(CHALLENGE + ", error=\"invalid_token\"");
  }

  @Test
  @Clause("RFC 6750 3.1")
  void refusesTwoTokensAtOnce() {
    Reply reply =
        api.send(
            api.request(CARD)
                .header("Authorization", api.office())
                .header("Authorization", api.office()));
    assertThat(challenge(reply, 400, "FIELD_DUPLICATE"))
        .isEqualTo(CHALLENGE + ", error=\"invalid_request\"");
    assertThat(reply.field()).isEqualTo("header.Authorization");
  }

  @Test
  @Clause("RFC 6750 3.1")
  void namesTheScopeThatIsMissing() {
    String other = api.bearer(new Access("x", Set.of(Scope.CODES), null, null, false, api.end()));
    assertThat(challenge(api.get(CARD, other), 403, "SCOPE_MISSING"))
        .isEqualTo(BARRED + ", scope=\"cards:read\"");
  }

  @Test
  @Clause("RFC 6750 3")
  void challengesEveryTokenThatDoesNotOpenTheDoor() {
    assertThat(challenge(api.get(CARD, bearer("gate", Gate.VENUE)), 403, "VENUE_BOUND"))
        .isEqualTo(BARRED);
    Reply nowhere = api.get("/v1/offline-bundle", bearer("office", null));
    assertThat(challenge(nowhere, 403, "VENUE_MISSING")).isEqualTo(BARRED);
    Reply lake = api.get("/v1/offline-bundle?venue=lake", bearer("gate", Gate.VENUE));
    assertThat(challenge(lake, 403, "VENUE_NOT_YOURS")).isEqualTo(BARRED);
    assertThat(challenge(api.get("/v1/sandbox/cards", api.office()), 403, "SANDBOX_ONLY"))
        .isEqualTo(BARRED);
    api.terms.put("test", Terms.NONE.inSandbox(true));
    assertThat(challenge(api.get(CARD, bearer("test", null)), 403, "NOT_IN_SANDBOX"))
        .isEqualTo(BARRED);
    List<AddressRange> far = List.of(AddressRange.parse("10.1.0.0/16").orElseThrow());
    api.terms.put("far", Terms.NONE.from(far));
    assertThat(challenge(api.get(CARD, bearer("far", null)), 403, "ADDRESS_DENIED"))
        .isEqualTo(BARRED);
    Terms bank = Terms.NONE.with(Reach.parse(List.of("verify:bank")).orElseThrow());
    api.terms.put("bank", bank);
    Access reaching =
        new Access("bank", Set.of(Scope.VERIFY), Gate.VENUE, null, false, api.end())
            .reaching(bank.reach());
    JsonObject scan = new JsonObject().put("code", "x").put("requestId", "1");
    assertThat(challenge(api.verify(api.bearer(reaching), scan), 403, "SCOPE_MISSING"))
        .isEqualTo(BARRED);
  }

  @Test
  @Clause("RFC 6750 5.3")
  void keepsNoAnswerThatATokenOpened() {
    assertThat(api.get(CARD, api.office()).header("Cache-Control")).isEqualTo("no-store");
    assertThat(api.get(CARD, "Bearer x").header("Cache-Control")).isEqualTo("no-store");
    assertThat(api.get(CARD, null).header("Cache-Control")).isEqualTo("no-store");
  }
}
