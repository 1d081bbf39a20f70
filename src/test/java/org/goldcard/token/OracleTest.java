package org.goldcard.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Map;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.list.StatusList;
import org.goldcard.token.list.StatusListTokens;
import org.junit.jupiter.api.Test;

/** What we sign, read by another library with the published key set alone. */
class OracleTest {
  private final TokenFixture fixture = new TokenFixture();

  private SignedJWT verified(SignedText token) throws ParseException, JOSEException {
    SignedJWT jwt = SignedJWT.parse(token.text());
    JWK key = JWKSet.parse(fixture.ring.jwks()).getKeyByKeyId(jwt.getHeader().getKeyID());
    assertThat(key.getAlgorithm()).isEqualTo(jwt.getHeader().getAlgorithm());
    JWSVerifier verifier =
        key.getKeyType().getValue().equals("EC")
            ? new ECDSAVerifier(key.toECKey())
            : new Ed25519Verifier(key.toOctetKeyPair());
    assertThat(jwt.verify(verifier)).isTrue();
    return jwt;
  }

  @Test
  void aPassIsAnOrdinaryJwt() throws ParseException, JOSEException {
    SignedJWT jwt = verified(fixture.passes.sign(TokenFixture.card()));
    JWTClaimsSet claims = jwt.getJWTClaimsSet();

    assertThat(jwt.getHeader().getType()).isEqualTo(new JOSEObjectType("goldcard+jwt"));
    assertThat(claims.getIssuer()).isEqualTo(TokenFixture.ISSUER.uri());
    assertThat(claims.getSubject()).isEqualTo(TokenFixture.NUMBER.digits());
    assertThat(claims.getExpirationTime()).isEqualTo("2031-11-23T16:00:00Z");
    assertThat(claims.getClaims())
        .containsOnlyKeys("iss", "sub", "jti", "iat", "nbf", "exp", "cls", "status");
    Object list = claims.getJSONObjectClaim("status").get("status_list");
    assertThat(list)
        .isEqualTo(Map.of("idx", 1L, "uri", TokenFixture.ISSUER.uri() + "/v1/status-lists/1"));
  }

  @Test
  void aLiveCodeIsAnOrdinaryJwtWithoutClassAndName() throws ParseException, JOSEException {
    LiveCode code =
        fixture.codes.ahead(TokenFixture.NUMBER, 4711, fixture.clock.instant(), 1).get(0);
    SignedJWT jwt = verified(code.token());

    assertThat(jwt.getHeader().getType()).isEqualTo(new JOSEObjectType("goldcard-live+jwt"));
    assertThat(jwt.getJWTClaimsSet().getClaims()).containsOnlyKeys("c", "i", "s", "f", "n");
  }

  @Test
  void aStatusListTokenIsAnOrdinaryJwt() throws ParseException, JOSEException {
    StatusList list = StatusList.of(1, 16, i -> i == 3 ? 1 : 0);
    String uri = TokenFixture.ISSUER.uri() + "/v1/status-lists/0";
    SignedJWT jwt = verified(new StatusListTokens(fixture.signer, fixture.clock).sign(uri, list));
    JWTClaimsSet claims = jwt.getJWTClaimsSet();

    assertThat(jwt.getHeader().getType()).isEqualTo(new JOSEObjectType("statuslist+jwt"));
    assertThat(claims.getSubject()).isEqualTo(uri);
    assertThat(claims.getLongClaim("ttl")).isEqualTo(60);
    assertThat(claims.getJSONObjectClaim("status_list"))
        .isEqualTo(Map.of("bits", 1L, "lst", list.encode()));
  }

  @Test
  void theKeySetHoldsPublicKeysOfPublicPurposesOnly() throws ParseException {
    JWKSet set = JWKSet.parse(fixture.ring.jwks());

    assertThat(set.getKeys()).extracting(JWK::getKeyID).containsExactly("P01", "L01", "S01", "R01");
    assertThat(set.getKeys()).noneMatch(JWK::isPrivate);
    assertThat(fixture.ring.jwks()).doesNotContain("\"d\"").doesNotContain("goldcard");
  }
}
