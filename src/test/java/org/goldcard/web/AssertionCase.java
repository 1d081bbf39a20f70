package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.goldcard.card.Actor;
import org.goldcard.card.Instruction;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry.Owner;
import org.goldcard.partners.ClientRegistry.Registration;
import org.goldcard.partners.Credentials;
import org.goldcard.partners.Scope;
import org.goldcard.testkit.Awaited;
import org.goldcard.token.assertion.ClientJwk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A registered client with keys of three kinds, and assertions signed by another library. */
abstract class AssertionCase {
  static final String ISSUER = "https://goldcard.example";
  static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  static ECKey ec;
  static OctetKeyPair ed;
  static RSAKey rsa;

  ApiUnderTest api;

  @BeforeAll
  static void keys() throws JOSEException {
    ec = new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();
    ed = new OctetKeyPairGenerator(Curve.Ed25519).keyID("ed-1").generate();
    rsa = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
  }

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    register("vendor", null, ec, ed);
    register("big", null, rsa);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  void register(String id, @Nullable Instant end, JWK... keys) {
    List<Credentials.Key> all =
        Arrays.stream(keys)
            .map(k -> ClientJwk.read(k.toPublicJWK().toJSONString()))
            .map(k -> new Credentials.Key(k, end))
            .toList();
    Client client = new Client(id, id, Set.of(Scope.CODES), null, null, false, null);
    Registration one = new Registration(client, new Credentials(List.of(), all), Owner.UNKNOWN);
    Instruction by = Instruction.of(new Actor(Actor.Kind.SYSTEM, "test"), "");
    Awaited.result(api.clients.put(one, by));
  }

  Date in(long seconds) {
    return Date.from(api.clock.instant().plusSeconds(seconds));
  }

  JWTClaimsSet.Builder claims(String client) {
    return new JWTClaimsSet.Builder()
        .issuer(client)
        .subject(client)
        .audience(ISSUER + "/oauth2/token")
        .issueTime(in(0))
        .expirationTime(in(60))
        .jwtID("j" + api.names.incrementAndGet());
  }

  static String sign(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) {
    try {
      SignedJWT jwt = new SignedJWT(header, claims);
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new AssertionError("the test cannot sign", e);
    }
  }

  static String byEc(JWTClaimsSet claims) {
    try {
      JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec-1").build();
      return sign(header, new ECDSASigner(ec), claims);
    } catch (JOSEException e) {
      throw new AssertionError("the test cannot sign", e);
    }
  }

  String with(Consumer<JWTClaimsSet.Builder> change) {
    JWTClaimsSet.Builder builder = claims("vendor");
    change.accept(builder);
    return byEc(builder.build());
  }

  Reply form(String form) {
    return api.send(
        api.request("/oauth2/token")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  static String assertion(String assertion) {
    return "grant_type=client_credentials&client_assertion_type="
        + URLEncoder.encode(TYPE, StandardCharsets.US_ASCII)
        + "&client_assertion="
        + assertion;
  }

  Reply show(String assertion) {
    return form(assertion(assertion));
  }

  void refuses(String what, String assertion) {
    Reply reply = show(assertion);
    assertThat(reply.status()).as(what).isEqualTo(401);
    assertThat(reply.text())
        .as(what)
        .isEqualTo(
            "{\"error\":\"invalid_client\",\"error_description\":\"client authentication failed\"}");
  }
}
