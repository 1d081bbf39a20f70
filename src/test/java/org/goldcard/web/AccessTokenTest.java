package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.Clause;
import org.goldcard.testkit.PassForger;
import org.goldcard.testkit.TestKeys;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.token.keys.KeyPurpose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens, clause by clause of RFC 9068: what is granted, and what is let in. */
class AccessTokenTest {
  private static final String ISSUER = "https://goldcard.example";
  private static final String CARD = "/v1/cards/9000000000000001";

  private ApiUnderTest api;
  private PassForger forger;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    forger = new PassForger(api.keys);
    Awaited.result(
        api.clients.add("vendor", "secret", EnumSet.of(Scope.CARDS_READ, Scope.CODES), null));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonObject grant(String more) {
    String pair =
        Base64.getEncoder().encodeToString("vendor:secret".getBytes(StandardCharsets.UTF_8));
    return api.send(
            api.request("/oauth2/token")
                .header("Authorization", "Basic " + pair)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials" + more)))
        .json();
  }

  private SignedJWT granted(String more) throws ParseException {
    return SignedJWT.parse(grant(more).getString("access_token"));
  }

  /** The claims of a token that counts now, for the client {@code vendor}. */
  private JsonObject claims() {
    long now = api.clock.instant().getEpochSecond();
    return new JsonObject()
        .put("iss", ISSUER)
        .put("sub", "vendor")
        .put("client_id", "vendor")
        .put("aud", ISSUER)
        .put("iat", now)
        .put("exp", now + 600)
        .put("jti", "AAECAwQFBgcICQoLDA0ODw")
        .put("scope", "cards:read");
  }

  private String forged(JsonObject claims) {
    return forger.sign(KeyPurpose.ACCESS, PassForger.header(TokenKind.ACCESS), claims.encode());
  }

  private void letsIn(String token) {
    Reply reply = api.get(CARD, "Bearer " + token);
    assertThat(reply.status()).as(reply.text()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("CARD_UNKNOWN");
  }

  private void refuses(String what, String token) {
    Reply reply = api.get(CARD, "Bearer " + token);
    assertThat(reply.status()).as(what).isEqualTo(401);
    assertThat(reply.code()).as(what).isEqualTo("TOKEN_INVALID");
    assertThat(reply.header("WWW-Authenticate"))
        .as(what)
        .isEqualTo("Bearer realm=\"goldcard\", error=\"invalid_token\"");
  }

  @Test
  @Clause("RFC 9068 2.1")
  void isSignedAndTypedAsAnAccessToken() throws ParseException {
    SignedJWT token = granted("");
    assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
    assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("EdDSA");
    assertThat(token.getHeader().getKeyID()).startsWith("A");
    assertThat(token.getHeader().toJSONObject()).containsOnlyKeys("alg", "kid", "typ");
  }

  @Test
  @Clause("RFC 9068 2.2")
  void hasEveryClaimThatIsRequired() throws ParseException {
    JWTClaimsSet claims = granted("").getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo(ISSUER);
    assertThat(claims.getAudience()).containsExactly(ISSUER);
    assertThat(claims.getSubject()).isEqualTo("vendor");
    assertThat(claims.getStringClaim("client_id")).isEqualTo("vendor");
    assertThat(claims.getIssueTime().toInstant()).isEqualTo(api.clock.instant());
    assertThat(claims.getExpirationTime().toInstant()).isEqualTo(api.end());
    assertThat(claims.getJWTID()).hasSize(22);
    assertThat(claims.getClaims().keySet())
        .containsExactlyInAnyOrder("iss", "sub", "client_id", "aud", "iat", "exp", "jti", "scope");
  }

  @Test
  @Clause("RFC 9068 2.2")
  void namesEveryTokenDifferently() throws ParseException {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      names.add(granted("").getJWTClaimsSet().getJWTID());
    }
    assertThat(names).hasSize(20);
  }

  @Test
  @Clause("RFC 9068 2.2.3")
  void saysTheScopeThatWasGranted() throws ParseException {
    assertThat(granted("").getJWTClaimsSet().getStringClaim("scope")).isEqualTo("cards:read codes");
    assertThat(granted("&scope=codes").getJWTClaimsSet().getStringClaim("scope"))
        .isEqualTo("codes");
    assertThat(grant("&scope=codes").getString("scope")).isEqualTo("codes");
  }

  @Test
  @Clause("RFC 9068 3")
  void isForThisServiceWhateverResourceIsNamed() throws ParseException {
    assertThat(granted("&resource=https%3A%2F%2Fother.example").getJWTClaimsSet().getAudience())
        .containsExactly(ISSUER);
  }

  @Test
  @Clause("RFC 9068 4")
  void isLetInWhileEverythingIsRight() throws ParseException {
    letsIn(granted("").serialize());
    letsIn(forged(claims()));
  }

  @ParameterizedTest
  @Clause("RFC 9068 4")
  @ValueSource(
      strings = {"JWT", "at+JWT", "AT+JWT", "goldcard+jwt", "goldcard-device+jwt", "secevent+jwt"})
  void isRefusedWithAnotherType(String typ) {
    String header = PassForger.header("EdDSA", TestKeys.kid(KeyPurpose.ACCESS), typ);
    refuses(typ, forger.sign(KeyPurpose.ACCESS, header, claims().encode()));
  }

  @Test
  @Clause("RFC 9068 4")
  void isRefusedWithoutAType() {
    String header = "{\"alg\":\"EdDSA\",\"kid\":\"A01\"}";
    refuses("no typ", forger.sign(KeyPurpose.ACCESS, header, claims().encode()));
  }

  @ParameterizedTest
  @Clause("RFC 9068 4")
  @CsvSource({
    "iss, https://other.example",
    "iss, https://goldcard.example/",
    "iss, https://GOLDCARD.example",
    "aud, https://other.example",
    "aud, https://goldcard.example/oauth2/token",
    "sub, other",
    "client_id, other",
    "scope, ''",
    "jti, short",
  })
  void isRefusedWithAnotherValue(String claim, String value) {
    refuses(claim + " " + value, forged(claims().put(claim, value)));
  }

  @ParameterizedTest
  @Clause("RFC 9068 4")
  @ValueSource(strings = {"iss", "sub", "client_id", "aud", "iat", "exp", "jti", "scope"})
  void isRefusedWithoutOne(String claim) {
    JsonObject claims = claims();
    assertThat(claims.remove(claim)).isNotNull();
    refuses("no " + claim, forged(claims));
  }

  @Test
  @Clause("RFC 9068 4")
  void isRefusedWhereOthersAreItsAudienceToo() {
    JsonArray both = new JsonArray().add(ISSUER).add("https://other.example");
    refuses("two audiences", forged(claims().put("aud", both)));
  }

  @Test
  @Clause("RFC 9068 4")
  void isRefusedFromTheSecondOfItsEndOn() {
    String token = forged(claims());
    api.clock.move(Duration.ofMinutes(10).minusMillis(1));
    letsIn(token);
    api.clock.move(Duration.ofMillis(1));
    refuses("over", token);
  }

  @Test
  @Clause("RFC 9068 4")
  void isRefusedBeforeItBeginsAndWhenItWouldLiveTooLong() {
    long now = api.clock.instant().getEpochSecond();
    refuses("early", forged(claims().put("iat", now + 1).put("exp", now + 60)));
    refuses("long", forged(claims().put("exp", now + 601)));
    refuses("in milliseconds", forged(claims().put("exp", (now + 60) * 1000)));
  }

  @Test
  @Clause("RFC 9068 4")
  void isRefusedUnlessItsOwnKeySignedItByItsOwnAlgorithm() {
    String claims = claims().encode();
    for (KeyPurpose purpose : KeyPurpose.values()) {
      if (purpose != KeyPurpose.ACCESS) {
        String header =
            PassForger.header(purpose.algorithm().jose(), TestKeys.kid(purpose), "at+jwt");
        refuses("by " + purpose, forger.sign(purpose, header, claims));
      }
    }
    for (String alg : new String[] {"none", "None", "HS256", "ES256", "RS256", ""}) {
      String header = PassForger.header(alg, "A01", "at+jwt");
      refuses(alg, forger.sign(KeyPurpose.ACCESS, header, claims));
      refuses(
          alg + " unsigned",
          PassForger.signed(header, claims.getBytes(StandardCharsets.UTF_8)) + ".");
    }
    byte[] publicKey = api.keys.pair(KeyPurpose.ACCESS).getPublic().getEncoded();
    String hmac = PassForger.header("HS256", "A01", "at+jwt");
    refuses("public key as secret", forger.hs256(hmac, claims, publicKey));
    String good = forged(claims());
    refuses("kid", good.replace(good.split("\\.", -1)[0], header("B01")));
    refuses("signature", PassForger.withSignature(good, new byte[64]));
  }

  private static String header(String kid) {
    return Base64Url.encode(
        PassForger.header("EdDSA", kid, "at+jwt").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @Clause("RFC 9068 4")
  void isRefusedEncrypted() {
    refuses("five parts", "eyJhbGciOiJkaXIifQ..AAAA.AAAA.AAAA");
  }

  @Test
  @Clause("RFC 9068 5")
  void opensNothingByAScopeThatNobodyKnows() {
    String token = forged(claims().put("scope", "cards:read:all nonsense"));
    assertThat(api.get(CARD, "Bearer " + token).code()).isEqualTo("SCOPE_MISSING");
  }

  @Test
  @Clause("RFC 9068 5")
  void isNoAssertionOfTheClientItNames() {
    Access all = new Access("vendor", EnumSet.allOf(Scope.class), null, null, false, api.end());
    String token = api.access.sign(all);
    Reply reply =
        api.send(
            api.request("/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(AssertionCase.assertion(token))));
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.json().getString("error")).isEqualTo("invalid_client");
  }
}
