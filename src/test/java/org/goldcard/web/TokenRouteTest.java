package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.Clause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The token endpoint, clause by clause of RFC 6749. */
class TokenRouteTest {
  private static final String SECRET = "s3cret:with%a+colon";

  private ApiUnderTest api;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    Awaited.result(
        api.clients.add("window", SECRET, EnumSet.of(Scope.CARDS_READ, Scope.CODES), null));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
  }

  private static String right() {
    return basic("window:s3cret%3Awith%25a%2Bcolon");
  }

  private Reply ask(String authorization, String form) {
    return api.send(
        api.request("/oauth2/token")
            .header("Authorization", authorization)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  @Test
  @Clause("RFC 6749 4.4.3")
  void grantsAllAClientHasForTenMinutes() {
    Reply reply = ask(right(), "grant_type=client_credentials");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.json().getString("token_type")).isEqualTo("Bearer");
    assertThat(reply.json().getInteger("expires_in")).isEqualTo(600);
    assertThat(reply.json().getString("scope")).isEqualTo("cards:read codes");
    String token = reply.json().getString("access_token");
    Access access = api.access.read(token).orElseThrow();
    assertThat(access.clientId()).isEqualTo("window");
    assertThat(api.get("/v1/cards/9000000000000001", "Bearer " + token).status()).isEqualTo(404);
  }

  @Test
  @Clause("RFC 6749 3.3")
  void grantsOnlyTheScopesAskedFor() {
    Reply reply = ask(right(), "grant_type=client_credentials&scope=codes");
    assertThat(reply.json().getString("scope")).isEqualTo("codes");
  }

  @Test
  void endsATokenWithTheCredentialItWasGivenFor() {
    Instant end = api.clock.instant().plusSeconds(90);
    Awaited.result(api.clients.add("window", SECRET, EnumSet.of(Scope.CODES), end));
    Reply reply = ask(right(), "grant_type=client_credentials");
    assertThat(reply.json().getInteger("expires_in")).isEqualTo(90);
    String token = reply.json().getString("access_token");
    api.clock.move(Duration.ofSeconds(90));
    assertThat(api.access.read(token)).isEmpty();
    assertThat(ask(right(), "grant_type=client_credentials").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "window:wrong, 401, invalid_client",
    "nobody:s3cret, 401, invalid_client",
    "window, 401, invalid_client",
    ":secret, 401, invalid_client",
    "window:%zz, 401, invalid_client",
  })
  @Clause("RFC 6749 5.2")
  void answersWrongCredentialsAlike(String pair, int status, String error) {
    Reply reply = ask(basic(pair), "grant_type=client_credentials");
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().getString("error")).isEqualTo(error);
    assertThat(reply.json().fieldNames()).containsExactly("error", "error_description");
    assertThat(reply.header("WWW-Authenticate")).isEqualTo("Basic realm=\"goldcard\"");
  }

  @ParameterizedTest
  @CsvSource({
    "'', invalid_request",
    "scope=codes, invalid_request",
    "grant_type=password, unsupported_grant_type",
    "grant_type=client_credentials&scope=cards:close, invalid_scope",
    "grant_type=client_credentials&scope=nonsense, invalid_scope",
    "grant_type=client_credentials&scope=codes++codes, invalid_scope",
    "grant_type=client_credentials&grant_type=client_credentials, invalid_request",
    "grant_type=client_credentials&client_secret=x, invalid_request",
    "grant_type=%ff, invalid_request",
    "grant_type=%4, invalid_request",
  })
  @Clause("RFC 6749 5.2")
  void namesWhatIsWrongWithAForm(String form, String error) {
    Reply reply = ask(right(), form);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().getString("error")).isEqualTo(error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"b", "%41", "b%41"})
  void readsAFormAsLongAsABodyMayBe(String piece) {
    Reply reply = ask(right(), "a=" + piece.repeat(8000 / piece.length()));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().getString("error")).isEqualTo("invalid_request");
  }

  @Test
  @Clause("RFC 6749 5.2")
  void saysItsOwnErrorsEvenWhereTheBodyIsRefusedUnread() {
    Reply json =
        api.send(
            api.request("/oauth2/token")
                .header("Authorization", right())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(json.status()).isEqualTo(415);
    assertThat(json.json().getString("error")).isEqualTo("invalid_request");
    Reply huge = ask(right(), "a=" + "b".repeat(9000));
    assertThat(huge.status()).isEqualTo(413);
    assertThat(huge.json().getString("error")).isEqualTo("invalid_request");
  }

  private Reply without(String form) {
    return api.send(
        api.request("/oauth2/token")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private static void isError(Reply reply, int status, String error) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.json().getString("error")).isEqualTo(error);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    // RFC 6749 section 5.2: neither a quote nor a backslash, and nothing beyond ASCII.
    assertThat(reply.json().getString("error_description"))
        .matches("[\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]+");
    assertThat(reply.header("WWW-Authenticate").isEmpty()).isEqualTo(status != 401);
  }

  @Test
  @Clause("RFC 6749 2.3")
  void refusesTwoWaysToAuthenticateAtOnce() {
    String form = "grant_type=client_credentials";
    isError(ask(right(), form + "&client_secret=x"), 400, "invalid_request");
    isError(ask(right(), form + "&client_assertion=a.b.c"), 400, "invalid_request");
    isError(without(form + "&client_assertion=a.b.c&client_secret=x"), 400, "invalid_request");
  }

  @Test
  @Clause("RFC 6749 5.2")
  void callsAMissingOrUnknownWayToAuthenticateAnInvalidClient() {
    String form = "grant_type=client_credentials";
    isError(without(form), 401, "invalid_client");
    isError(ask("Bearer x", form), 401, "invalid_client");
    Reply inForm = without(form + "&client_id=window&client_secret=" + "s3cret%3Awith%25a%2Bcolon");
    isError(inForm, 401, "invalid_client");
    assertThat(inForm.json().getString("error_description")).contains("Authorization header");
  }

  @Test
  @Clause("RFC 6749 2.3.1")
  void holdsAClientIdInTheFormToTheClientThatAuthenticates() {
    String form = "grant_type=client_credentials&client_id=";
    assertThat(ask(right(), form + "window").status()).isEqualTo(200);
    isError(ask(right(), form + "other"), 401, "invalid_client");
  }

  @Test
  @Clause("RFC 6749 3.2")
  void takesAParameterWithoutAValueAsLeftOut() {
    String empty = "&scope=&client_id=&client_secret=&client_assertion=&client_assertion_type=";
    Reply reply = ask(right(), "grant_type=client_credentials" + empty);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().getString("scope")).isEqualTo("cards:read codes");
    isError(ask(right(), "grant_type="), 400, "invalid_request");
  }

  @Test
  @Clause("RFC 6749 3.2")
  void passesOverParametersItDoesNotKnow() {
    Reply reply = ask(right(), "grant_type=client_credentials&audience=x&resource=y&more");
    assertThat(reply.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @Clause("RFC 6749 3.2")
  @ValueSource(strings = {"grant_type", "scope", "client_id", "client_secret", "anything"})
  void refusesAParameterThatComesTwice(String name) {
    String twice = "&" + name + "=" + "&" + name + "=x";
    isError(ask(right(), "a=b" + twice), 400, "invalid_request");
  }

  @Test
  @Clause("RFC 6749 3.2")
  void isAskedByPostAlone() {
    for (String method : new String[] {"GET", "PUT", "DELETE", "HEAD"}) {
      Reply reply =
          api.send(
              api.request("/oauth2/token?grant_type=client_credentials")
                  .header("Authorization", right())
                  .method(method, HttpRequest.BodyPublishers.noBody()));
      assertThat(reply.status()).as(method).isEqualTo(405);
      assertThat(reply.header("Allow")).as(method).isEqualTo("POST, OPTIONS");
    }
  }

  @Test
  @Clause("RFC 6749 3.3")
  void readsScopesInAnyOrderAndRefusesOneTooMany() {
    String form = "grant_type=client_credentials&scope=";
    for (String scope :
        new String[] {"codes+cards:read", "cards:read+codes", "codes%20cards:read"}) {
      assertThat(ask(right(), form + scope).json().getString("scope"))
          .as(scope)
          .isEqualTo("cards:read codes");
    }
    for (String scope : new String[] {"codes+cards:close", "CODES", "codes%09", "%22", "verify"}) {
      isError(ask(right(), form + scope), 400, "invalid_scope");
    }
  }

  @Test
  @Clause("RFC 6749 5.1")
  void givesTokensThatNobodyKeeps() {
    Reply reply = ask(right(), "grant_type=client_credentials");
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.header("Pragma")).isEqualTo("no-cache");
    assertThat(reply.json().fieldNames())
        .containsExactly("access_token", "token_type", "expires_in", "scope");
  }

  @Test
  @Clause("RFC 6749 5.2")
  void refusesTwoAuthorizationHeaders() {
    Reply reply =
        api.send(
            api.request("/oauth2/token")
                .header("Authorization", right())
                .header("Authorization", right())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
    isError(reply, 400, "invalid_request");
  }
}
