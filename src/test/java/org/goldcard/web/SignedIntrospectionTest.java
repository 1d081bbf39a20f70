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
        "application/token-introspection+jwt;q=0 | false",
        "application/token-introspection+jwt;q=x | false",
        "application/json | false",
        "application/* | false",
        "*/* | false",
        "text/html | false",
      })
  void section4SignsWhereTheCallerAcceptsIt(String accept, boolean signed) {
    Reply reply = ask("bank", pass(), accept);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo(signed ? TYPE : "application/json");
  }

  @Test
  void section5TypesItsHeader() throws ParseException, JOSEException {
    Reply reply = ask("bank", pass(), TYPE);
    SignedJWT jwt = verified(reply);
    assertThat(jwt.getHeader().getType().getType()).isEqualTo("token-introspection+jwt");
    assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
    assertThat(jwt.getHeader().getKeyID()).startsWith("R");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void section5NamesIssuerAudienceTimeAndAnswerAndNothingElse()
      throws ParseException, JOSEException {
    SignedJWT jwt = verified(ask("bank", pass(), TYPE));
    assertThat(jwt.getJWTClaimsSet().getClaims())
        .containsOnlyKeys("iss", "aud", "iat", "token_introspection");
    assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("https://goldcard.example");
    assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly("bank");
    assertThat(jwt.getJWTClaimsSet().getIssueTime().toInstant()).isEqualTo(api.clock.instant());
  }

  @Test
  void section5CarriesTheVeryAnswerItWouldGiveUnsigned() throws ParseException, JOSEException {
    SignedJWT jwt = verified(ask("bank", pass(), TYPE));
    JsonObject signed =
        new JsonObject(jwt.getPayload().toString()).getJsonObject("token_introspection");
    assertThat(signed).isEqualTo(ask("bank", pass(), "application/json").json());
    assertThat(signed.getBoolean("active")).isTrue();
    assertThat(signed.getString("iss")).isEqualTo("https://goldcard.example");
  }

  @Test
  void section5SaysOnlyThatATokenDoesNotCount() throws ParseException, JOSEException {
    Reply revoked = ask("bank", "x", TYPE);
    JsonObject claims = new JsonObject(verified(revoked).getPayload().toString());
    assertThat(claims.getJsonObject("token_introspection").encode())
        .isEqualTo("{\"active\":false}");
    api.post("/v1/cards/" + card.number() + "/loss-report", api.office(), "");
    assertThat(ask("bank", pass(), TYPE).text()).hasSameSizeAs(revoked.text());
  }

  @Test
  void section8p1IsNoAccessTokenAnywhere() {
    String answer = ask("bank", pass(), TYPE).text();
    assertThat(api.get("/v1/cards/" + card.number(), "Bearer " + answer).code())
        .isEqualTo("TOKEN_INVALID");
    assertThat(ask("bank", answer, "application/json").text()).isEqualTo("{\"active\":false}");
  }
}
