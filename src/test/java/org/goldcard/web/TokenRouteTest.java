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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The token endpoint: RFC 6749 sections 2.3.1, 4.4 and 5.2. */
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
}
