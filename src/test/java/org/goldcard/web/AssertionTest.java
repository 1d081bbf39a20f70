package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.goldcard.testkit.Clause;
import org.junit.jupiter.api.Test;

/** {@code private_key_jwt}, clause by clause of RFC 7523, signed by another library. */
class AssertionTest extends AssertionCase {
  @Test
  @Clause("RFC 9864 2.2")
  void readsBothNamesOfTheAlgorithmOfEd25519() throws JOSEException {
    for (String alg : List.of("EdDSA", "Ed25519")) {
      String header = "{\"alg\":\"" + alg + "\",\"kid\":\"ed-1\"}";
      JWTClaimsSet claims = claims("vendor").build();
      String signed = encoded(header) + "." + encoded(claims.toString());
      String signature =
          new Ed25519Signer(ed)
              .sign(
                  new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID("ed-1").build(),
                  signed.getBytes(StandardCharsets.US_ASCII))
              .toString();
      assertThat(show(signed + "." + signature).status()).as(alg).isEqualTo(200);
    }
    String other = "{\"alg\":\"Ed25519\",\"kid\":\"ec-1\"}";
    String byEc = byEc(claims("vendor").build());
    refuses("of another key", encoded(other) + byEc.substring(byEc.indexOf('.')));
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @Clause("RFC 7523 2.2")
  void grantsToEachKindOfRegisteredKey() throws JOSEException {
    assertThat(show(byEc(claims("vendor").build())).json().getString("scope")).isEqualTo("codes");
    JWSHeader eddsa =
        new JWSHeader.Builder(JWSAlgorithm.EdDSA)
            .keyID("ed-1")
            .type(new JOSEObjectType("client-authentication+jwt"))
            .build();
    String byEd = sign(eddsa, new Ed25519Signer(ed), claims("vendor").build());
    assertThat(show(byEd).status()).isEqualTo(200);
    JWSHeader rs256 =
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa-1").type(JOSEObjectType.JWT).build();
    String byRsa = sign(rs256, new RSASSASigner(rsa), claims("big").build());
    Reply reply = show(byRsa);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(api.access.read(reply.json().getString("access_token")).orElseThrow().clientId())
        .isEqualTo("big");
  }

  @Test
  @Clause("RFC 7523 3")
  void requiresIssuerAndSubjectToBeTheClient() {
    refuses("iss", with(c -> c.issuer("big")));
    refuses("no iss", with(c -> c.issuer(null)));
    refuses("sub", with(c -> c.subject("big")));
    refuses("no sub", with(c -> c.subject(null)));
    refuses("unknown", with(c -> c.subject("nobody").issuer("nobody")));
    refuses("another's key", with(c -> c.subject("big").issuer("big")));
  }

  @Test
  @Clause("RFC 7523 3")
  void requiresThisServerAsTheOnlyAudience() {
    assertThat(show(with(c -> c.audience(ISSUER))).status()).isEqualTo(200);
    refuses("elsewhere", with(c -> c.audience("https://other.example")));
    refuses("a path", with(c -> c.audience(ISSUER + "/")));
    refuses("none", with(c -> c.audience((String) null)));
    refuses("two", with(c -> c.audience(List.of(ISSUER, "https://other.example"))));
    refuses("no string", with(c -> c.claim("aud", 7)));
    refuses("nobody", with(c -> c.claim("aud", List.of())));
    refuses("in capitals", with(c -> c.audience(ISSUER.toUpperCase(Locale.ROOT))));
  }

  @Test
  @Clause("RFC 7523 3")
  void takesEveryNameOfThisServiceThatItsMetadataHas() {
    JsonObject page = api.get("/.well-known/oauth-authorization-server", null).json();
    String issuer = page.getString("issuer");
    String endpoint = page.getString("token_endpoint");
    for (List<String> audience :
        List.of(List.of(issuer), List.of(endpoint), List.of(issuer, endpoint))) {
      assertThat(show(with(c -> c.audience(audience))).status()).as("" + audience).isEqualTo(200);
      assertThat(show(with(c -> c.claim("aud", audience))).status()).isEqualTo(200);
    }
    assertThat(page.getJsonArray("token_endpoint_auth_signing_alg_values_supported"))
        .containsExactlyInAnyOrder("ES256", "Ed25519", "EdDSA", "RS256");
  }

  @Test
  @Clause("RFC 7523 3")
  void requiresAnEndWithinAMinute() {
    refuses("no exp", with(c -> c.expirationTime(null)));
    refuses("61 s", with(c -> c.expirationTime(in(61))));
    refuses("over", with(c -> c.issueTime(in(-90)).expirationTime(in(-30))));
    refuses("before its beginning", with(c -> c.issueTime(in(20)).expirationTime(in(10))));
    refuses("far ahead without iat", with(c -> c.issueTime(null).expirationTime(in(91))));
    assertThat(show(with(c -> c.issueTime(null))).status()).isEqualTo(200);
    assertThat(show(with(c -> c.issueTime(in(-89)).expirationTime(in(-29)))).status())
        .isEqualTo(200);
  }

  @Test
  @Clause("RFC 7523 3")
  void refusesWhatWasIssuedTooLongAgo() {
    refuses("a minute and a half", with(c -> c.issueTime(in(-91)).expirationTime(in(0))));
    refuses("an hour", with(c -> c.issueTime(in(-3600))));
    assertThat(show(with(c -> c.issueTime(in(-30)).expirationTime(in(30)))).status())
        .isEqualTo(200);
  }

  @Test
  @Clause("RFC 7519 2")
  void readsMomentsAsNumbersWithOrWithoutAFraction() {
    long now = api.clock.instant().getEpochSecond();
    assertThat(show(with(c -> c.claim("iat", now + 0.25).claim("exp", now + 59.5))).status())
        .isEqualTo(200);
    refuses("a fraction too long", with(c -> c.claim("iat", now).claim("exp", now + 60.5)));
    refuses("a text", with(c -> c.claim("exp", "" + (now + 60))));
    refuses("milliseconds", with(c -> c.claim("exp", (now + 60) * 1000)));
    refuses("endless", with(c -> c.claim("exp", new BigDecimal("1e300"))));
    refuses("iat a text", with(c -> c.claim("iat", "" + now)));
    refuses("nbf no number", with(c -> c.claim("nbf", List.of(now))));
  }

  @Test
  @Clause("RFC 7515 4.1.9")
  void readsTheTypeAsAMediaType() throws JOSEException {
    for (String typ : List.of("JWT", "jwt", "application/jwt", "Client-Authentication+JWT")) {
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.ES256)
              .keyID("ec-1")
              .type(new JOSEObjectType(typ))
              .build();
      String one = sign(header, new ECDSASigner(ec), claims("vendor").build());
      assertThat(show(one).status()).as(typ).isEqualTo(200);
    }
  }

  @Test
  @Clause("RFC 7523 3")
  void refusesWhatHasNotBegun() {
    refuses("iat", with(c -> c.issueTime(in(31)).expirationTime(in(60))));
    refuses("nbf", with(c -> c.notBeforeTime(in(31))));
    assertThat(show(with(c -> c.notBeforeTime(in(30)))).status()).isEqualTo(200);
  }

  @Test
  @Clause("RFC 7523 3")
  void takesEachIdentifierOnce() {
    String once = byEc(claims("vendor").build());
    assertThat(show(once).status()).isEqualTo(200);
    refuses("again", once);
    JWTClaimsSet same = claims("vendor").jwtID("same").build();
    assertThat(show(byEc(same)).status()).isEqualTo(200);
    refuses("signed anew", byEc(same));
    refuses("none", with(c -> c.jwtID(null)));
    refuses("too long", with(c -> c.jwtID("x".repeat(129))));
  }

  @Test
  @Clause("RFC 7523 3")
  void usesNoIdentifierForAnAssertionThatDoesNotCount() throws JOSEException {
    ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();
    JWTClaimsSet claims = claims("vendor").jwtID("taken").build();
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec-1").build();
    refuses("forged", sign(header, new ECDSASigner(stranger), claims));
    assertThat(show(byEc(claims)).status()).isEqualTo(200);
  }

  @Test
  @Clause("RFC 7523 3")
  void passesOverClaimsItDoesNotKnow() {
    assertThat(show(with(c -> c.claim("more", List.of(1, 2)))).status()).isEqualTo(200);
  }

  @Test
  @Clause("RFC 7523 3")
  void refusesEveryAlgorithmButThatOfTheKey() throws JOSEException {
    JWTClaimsSet claims = claims("vendor").build();
    JWSHeader hs =
        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("ec-1").type(JOSEObjectType.JWT).build();
    byte[] publicKey = ec.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    refuses("HS256", sign(hs, new MACSigner(publicKey), claims));
    String good = byEc(claims);
    String body = good.substring(good.indexOf('.'), good.lastIndexOf('.') + 1);
    for (String header :
        List.of(
            "{\"alg\":\"none\",\"kid\":\"ec-1\"}",
            "{\"alg\":\"EdDSA\",\"kid\":\"ec-1\"}",
            "{\"alg\":\"RS256\",\"kid\":\"ec-1\"}",
            "{\"alg\":\"ES256\"}",
            "{\"alg\":\"ES256\",\"kid\":\"ec-2\"}",
            "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"kid\":\"ec-1\"}",
            "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"crit\":[]}",
            "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"jku\":\"https://x.example\"}",
            "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"typ\":\"at+jwt\"}")) {
      String head =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(header.getBytes(StandardCharsets.UTF_8));
      refuses(header, head + body + good.substring(good.lastIndexOf('.') + 1));
      refuses(header + " unsigned", head + body);
    }
    JWSHeader ps = new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("rsa-1").build();
    refuses("PS256", sign(ps, new RSASSASigner(rsa), claims("big").build()));
  }

  @Test
  @Clause("RFC 7523 3")
  void refusesWhatIsNoJwtOfOneSpelling() {
    String good = byEc(claims("vendor").build());
    for (String bad :
        List.of(
            "",
            ".",
            "..",
            "a.b",
            "a.b.c",
            good + ".",
            good + "%3D",
            "%20" + good,
            "%E6%B3%89",
            "%F0%9F%80%84".repeat(40) + ".a.a",
            "x".repeat(5000))) {
      refuses(bad, bad);
    }
    assertThat(show(good).status()).isEqualTo(200);
  }

  @Test
  void aKeyEndsWithItsDateAndTheNextOneOverlaps() {
    register("vendor", api.clock.instant().plusSeconds(90), ec);
    Reply before = show(byEc(claims("vendor").build()));
    assertThat(before.json().getInteger("expires_in")).isEqualTo(90);
    api.clock.move(Duration.ofSeconds(90));
    refuses("ended", byEc(claims("vendor").build()));
  }
}
