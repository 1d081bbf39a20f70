package org.goldcard.token.assertion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.goldcard.token.crypto.Algorithm;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.crypto.PublicKeyBytes;
import org.jspecify.annotations.Nullable;

/** A client's public key as {@code openssl pkey -pubout} writes it (RFC 7468 section 13). */
public final class ClientPem {
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  private ClientPem() {}

  /** Whether a text is meant as PEM, of whatever kind. */
  public static boolean isMeant(String text) {
    return text.stripLeading().startsWith("-----BEGIN ");
  }

  /**
   * Reads a key of the kinds that {@link ClientJwk} knows.
   *
   * @param kid what it is called from now on
   * @throws IllegalArgumentException when it is no such key; the message holds none of it
   */
  public static ClientJwk read(String kid, String pem) {
    String text = pem.strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw new IllegalArgumentException("pem: not one PUBLIC KEY");
    }
    byte[] spki = decoded(text.substring(BEGIN.length(), text.length() - END.length()));
    ObjectNode jwk = AssertionJson.empty().put("kid", kid);
    byte[] raw = raw(Algorithm.EDDSA, spki);
    if (raw != null) {
      jwk.put("kty", "OKP").put("crv", "Ed25519").put("x", Base64Url.encode(raw));
      return ClientJwk.read(jwk.toString());
    }
    raw = raw(Algorithm.ES256, spki);
    if (raw != null) {
      jwk.put("kty", "EC").put("crv", "P-256");
      jwk.put("x", Base64Url.encode(Arrays.copyOf(raw, 32)));
      jwk.put("y", Base64Url.encode(Arrays.copyOfRange(raw, 32, 64)));
      return ClientJwk.read(jwk.toString());
    }
    RSAPublicKey rsa = rsa(spki);
    jwk.put("kty", "RSA").put("n", ClientJwk.number(rsa.getModulus()));
    return ClientJwk.read(jwk.put("e", ClientJwk.number(rsa.getPublicExponent())).toString());
  }

  private static byte[] decoded(String lines) {
    try {
      return Base64.getMimeDecoder().decode(lines);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("pem: not base64", e);
    }
  }

  private static byte @Nullable [] raw(Algorithm algorithm, byte[] spki) {
    try {
      return PublicKeyBytes.ofSpki(algorithm, spki).raw();
    } catch (IllegalArgumentException other) {
      return null;
    }
  }

  private static RSAPublicKey rsa(byte[] spki) {
    try {
      X509EncodedKeySpec spec = new X509EncodedKeySpec(spki);
      return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("pem: no key of P-256, Ed25519 or RSA", e);
    }
  }
}
