package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.text.ParseException;
import java.util.Set;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.testkit.Clause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signed introspection, clause by clause of RFC 9701, read by another library. */
class SignedIntrospectionTest {
  private static final String TYPE = "application/token-introspection+jwt";

  private ApiUnderTest api;
  private Card card;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    card = api.card(TalentClass.B);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Reply ask(String client, String token, String accept) {
    Access access = new Access(client, Set.of(Scope.INTROSPECT), null, null, false, api.end());
    return api.send(
        api.request("/oauth2/introspect")
            .header("Authorization", api.bearer(access))
            .header("Accept", accept)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("token=" + token)));
  }

  private SignedJWT verified(Reply reply) throws ParseException, JOSEException {
    SignedJWT jwt = SignedJWT.parse(reply.text());
    JWK key = JWKSet.parse(api.jwks).getKeyByKeyId(jwt.getHeader().getKeyID());
    assertThat(jwt.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
    return jwt;
  }

  private String pass() {
    return api.passes.sign(card).text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/token-introspection+jwt | true",
        "application/Token-Introspection+JWT | true",
        "application/json, application/token-introspection+jwt | true",
        "application/token-introspection+jwt;q=0.9, */*;q=0.1 | true",
        "application/json;q=0.5, application/token-introspection+jwt;q=0.4 | false",
        "application/json;q=0.4, application/token-introspection+jwt;q=0.5 | true",
        "application/token-introspection+jwt; q=1.000 | true",
        "application/token-introspection+jwt;q=0.001, text/html | true",
        "application/token-introspection+jwt;v=1;q=0.9 | true",
        "application/jwt | false",
        "application/token-introspection+jwt;q=0 | false",
        "application/token-introspection+jwt;q=0.000, application/json | false",
        "application/token-introspection+jwt;q=x | false",
        "application/json | false",
        "application/* | false",
        "*/* | false",
        "text/html | false",
      })
  @Clause("RFC 9701 4")
  void signsWhereTheCallerAcceptsIt(String accept, boolean signed) {
    Reply reply = ask("bank", pass(), accept);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo(signed ? TYPE : "application/json");
  }

  @Test
  @Clause("RFC 9701 5")
  void typesItsHeader() throws ParseException, JOSEException {
    Reply reply = ask("bank", pass(), TYPE);
    SignedJWT jwt = verified(reply);
    assertThat(jwt.getHeader().getType().getType()).isEqualTo("token-introspection+jwt");
    assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
    assertThat(jwt.getHeader().getKeyID()).startsWith("R");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  @Clause("RFC 9701 5")
  void namesIssuerAudienceTimeAndAnswerAndNothingElse() throws ParseException, JOSEException {
    SignedJWT jwt = verified(ask("bank", pass(), TYPE));
    assertThat(jwt.getJWTClaimsSet().getClaims())
        .containsOnlyKeys("iss", "aud", "iat", "token_introspection");
    assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("https://goldcard.example");
    assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly("bank");
    assertThat(jwt.getJWTClaimsSet().getIssueTime().toInstant()).isEqualTo(api.clock.instant());
  }

  @Test
  @Clause("RFC 9701 5")
  void carriesTheVeryAnswerItWouldGiveUnsigned() throws ParseException, JOSEException {
    SignedJWT jwt = verified(ask("bank", pass(), TYPE));
    JsonObject signed =
        new JsonObject(jwt.getPayload().toString()).getJsonObject("token_introspection");
    assertThat(signed).isEqualTo(ask("bank", pass(), "application/json").json());
    assertThat(signed.getBoolean("active")).isTrue();
    assertThat(signed.getString("iss")).isEqualTo("https://goldcard.example");
  }

  @Test
  @Clause("RFC 9701 5")
  void saysOnlyThatATokenDoesNotCount() throws ParseException, JOSEException {
    Reply revoked = ask("bank", "x", TYPE);
    JsonObject claims = new JsonObject(verified(revoked).getPayload().toString());
    assertThat(claims.getJsonObject("token_introspection").encode())
        .isEqualTo("{\"active\":false}");
    api.post("/v1/cards/" + card.number() + "/loss-report", api.office(), "");
    assertThat(ask("bank", pass(), TYPE).text()).hasSameSizeAs(revoked.text());
  }

  @Test
  @Clause("RFC 9701 4")
  void readsAnAcceptHeaderOfSeveralLinesAsOne() {
    Access bank = new Access("bank", Set.of(Scope.INTROSPECT), null, null, false, api.end());
    Reply reply =
        api.send(
            api.request("/oauth2/introspect")
                .header("Authorization", api.bearer(bank))
                .header("Accept", "application/json;q=0.5")
                .header("Accept", TYPE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=x")));
    assertThat(reply.header("Content-Type")).isEqualTo(TYPE);
  }

  @Test
  @Clause("RFC 9701 5")
  void isForTheCallerAloneAndNobodyElse() throws ParseException, JOSEException {
    String pass = pass();
    for (String client : new String[] {"bank", "hospital"}) {
      assertThat(verified(ask(client, pass, TYPE)).getJWTClaimsSet().getAudience())
          .containsExactly(client);
    }
  }

  @Test
  @Clause("RFC 9701 5")
  void refusesACallerWhoDoesNotAuthenticateInEitherForm() {
    for (String accept : new String[] {TYPE, "application/json"}) {
      Reply reply =
          api.send(
              api.request("/oauth2/introspect")
                  .header("Accept", accept)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString("token=" + pass())));
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    }
  }

  @Test
  @Clause("RFC 9701 5")
  void answersAnErrorAsAProblemEvenWhereTheAnswerWouldBeSigned() {
    api.gate.listIsLoaded = false;
    Reply reply = ask("bank", pass(), TYPE);
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  @Clause("RFC 9701 7")
  void isSignedAsTheMetadataSays() throws ParseException, JOSEException {
    JsonObject page = api.get("/.well-known/oauth-authorization-server", null).json();
    assertThat(page.getJsonArray("introspection_signing_alg_values_supported"))
        .containsExactly(verified(ask("bank", pass(), TYPE)).getHeader().getAlgorithm().getName());
    assertThat(page.fieldNames())
        .doesNotContain(
            "introspection_encryption_alg_values_supported",
            "introspection_encryption_enc_values_supported");
  }

  @Test
  @Clause("RFC 9701 8.1")
  void isNoAccessTokenAnywhere() {
    String answer = ask("bank", pass(), TYPE).text();
    assertThat(api.get("/v1/cards/" + card.number(), "Bearer " + answer).code())
        .isEqualTo("TOKEN_INVALID");
    assertThat(ask("bank", answer, "application/json").text()).isEqualTo("{\"active\":false}");
  }
}
