package org.goldcard.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.goldcard.token.crypto.Algorithm;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.token.keys.KeyPurpose;

/** Makes whatever an attacker could, and what only a faulty issuer would, with real signatures. */
public final class PassForger {
  /** The moment at which the good tokens of this forger count. */
  public static final String NOW = "2026-11-23T04:00:10Z";

  /** The issuer of the good pass. */
  public static final String ISSUER = "https://card.example.cn";

  private final TestKeys keys;

  /** Forges with these keys. */
  public PassForger(TestKeys keys) {
    this.keys = keys;
  }

  /** The keys it signs with. */
  public TestKeys keys() {
    return keys;
  }

  /** The claims of a good live code, shown from 04:00:00. */
  public static String liveClaims() {
    return "{\"c\":\"IGm8UQhffA\",\"i\":4711,\"s\":59846880,\"f\":20,\"n\":\"AAECAwQF\"}";
  }

  /** The claims of a good pass. */
  public static String passClaims() {
    return "{\"iss\":\""
        + ISSUER
        + "\",\"sub\":\"9123456789012348\",\"jti\":\"AAECAwQFBgcICQoLDA0ODw\",\"iat\":1795406410,"
        + "\"nbf\":1795406410,\"exp\":1953216000,\"cls\":\"B\",\"status\":{\"status_list\":{\"idx\":1,"
        + "\"uri\":\""
        + ISSUER
        + "/v1/status-lists/1\"}}}";
  }

  /** The header this service would write. */
  public static String header(TokenKind kind) {
    return header(kind.purpose().algorithm().jose(), TestKeys.kid(kind.purpose()), kind.typ());
  }

  /** A header of three values. */
  public static String header(String alg, String kid, String typ) {
    return "{\"alg\":\"" + alg + "\",\"kid\":\"" + kid + "\",\"typ\":\"" + typ + "\"}";
  }

  /** A good live code. */
  public String liveCode() {
    return sign(KeyPurpose.LIVE, header(TokenKind.LIVE_CODE), liveClaims());
  }

  /** A good pass. */
  public String pass() {
    return sign(KeyPurpose.PASS, header(TokenKind.PASS), passClaims());
  }

  /** A live code with other claims, rightly signed. */
  public String liveCode(String claims) {
    return sign(KeyPurpose.LIVE, header(TokenKind.LIVE_CODE), claims);
  }

  /** A pass with other claims, rightly signed. */
  public String pass(String claims) {
    return sign(KeyPurpose.PASS, header(TokenKind.PASS), claims);
  }

  /** Any header and claims, signed with the key of a purpose. */
  public String sign(KeyPurpose purpose, String header, String claims) {
    return sign(purpose, header, claims.getBytes(StandardCharsets.UTF_8));
  }

  /** Any header and claims, signed with the key of a purpose. */
  public String sign(KeyPurpose purpose, String header, byte[] claims) {
    String signed = signed(header, claims);
    return signed + "." + Base64Url.encode(signature(purpose, signed));
  }

  /** The first two parts. */
  public static String signed(String header, byte[] claims) {
    return Base64Url.encode(header.getBytes(StandardCharsets.UTF_8))
        + "."
        + Base64Url.encode(claims);
  }

  /** The signature of a purpose's key over a text. */
  public byte[] signature(KeyPurpose purpose, String signed) {
    byte[] pkcs8 = keys.pair(purpose).getPrivate().getEncoded();
    Algorithm algorithm = purpose.algorithm();
    return TestKeys.signatures()
        .signer(algorithm, pkcs8)
        .sign(signed.getBytes(StandardCharsets.UTF_8));
  }

  /** HMAC-SHA256 with a public key as the secret (RFC 8725 section 2.1). */
  public String hs256(String header, String claims, byte[] secret) {
    String signed = signed(header, claims.getBytes(StandardCharsets.UTF_8));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + Base64Url.encode(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token with another third part. */
  public static String withSignature(String token, byte[] signature) {
    return token.substring(0, token.lastIndexOf('.') + 1) + Base64Url.encode(signature);
  }

  /** The signature of a token. */
  public static byte[] signatureOf(String token) {
    byte[] signature = Base64Url.decode(token.substring(token.lastIndexOf('.') + 1));
    if (signature == null) {
      throw new IllegalArgumentException("token: no signature");
    }
    return signature;
  }

  /** A token as text to be read. */
  public static SignedText text(String token) {
    return new SignedText(token);
  }
}
