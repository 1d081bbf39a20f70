package org.goldcard.token.assertion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.goldcard.token.crypto.Algorithm;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.crypto.PublicKeyBytes;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.crypto.Verifier;
import org.jspecify.annotations.Nullable;

/**
 * A client's public key as a JSON Web Key (RFC 7517): P-256 for ES256, Ed25519 for EdDSA, or RSA of
 * 2048 to 4096 bits for RS256. The algorithm follows from the key, never from an assertion.
 */
public final class ClientJwk {
  private static final Pattern KID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");
  private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
  private static final String RS256 = "RS256";
  private static final int RSA_MIN = 2048;
  private static final int RSA_MAX = 4096;
  private static final int LONGEST = 4096;

  private final String kid;
  private final String alg;
  private final String json;
  private final @Nullable PublicKeyBytes curve;
  private final @Nullable RSAPublicKeySpec rsa;

  private ClientJwk(
      String kid, String alg, @Nullable PublicKeyBytes curve, @Nullable RSAPublicKeySpec rsa) {
    this.kid = kid;
    this.alg = alg;
    this.curve = curve;
    this.rsa = rsa;
    this.json = render();
  }

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException when it is no such key, is not safe to use, or has a private
   *     part; the message names the member and holds none of it
   */
  public static ClientJwk read(String json) {
    JsonNode jwk = json.length() > LONGEST ? null : AssertionJson.object(json);
    if (jwk == null) {
      throw new IllegalArgumentException("jwk: not one JSON object");
    }
    if (PRIVATE.stream().anyMatch(jwk::has)) {
      throw new IllegalArgumentException("jwk: holds a private part");
    }
    String kid = jwk.path("kid").asText();
    if (!KID.matcher(kid).matches()) {
      throw new IllegalArgumentException("kid: 1 to 64 letters, digits or . _ ~ -");
    }
    if (jwk.has("use") && !jwk.path("use").asText().equals("sig")) {
      throw new IllegalArgumentException("use: not sig");
    }
    ClientJwk key = of(kid, jwk);
    if (jwk.has("alg") && !key.isUsedAs(jwk.path("alg").asText())) {
      throw new IllegalArgumentException("alg: not the one of this kind of key");
    }
    return key;
  }

  private static ClientJwk of(String kid, JsonNode jwk) {
    String curve = jwk.path("crv").asText();
    return switch (jwk.path("kty").asText()) {
      case "EC" -> {
        require(curve.equals("P-256"), "crv: not P-256");
        byte[] raw = Arrays.copyOf(bytes(jwk, "x", 32), 64);
        System.arraycopy(bytes(jwk, "y", 32), 0, raw, 32, 32);
        yield curve(kid, Algorithm.ES256, raw);
      }
      case "OKP" -> {
        require(curve.equals("Ed25519"), "crv: not Ed25519");
        yield curve(kid, Algorithm.EDDSA, bytes(jwk, "x", 32));
      }
      case "RSA" -> rsa(kid, jwk);
      default -> throw new IllegalArgumentException("kty: not EC, OKP or RSA");
    };
  }

  private static ClientJwk curve(String kid, Algorithm algorithm, byte[] raw) {
    return new ClientJwk(kid, algorithm.jose(), new PublicKeyBytes(algorithm, raw), null);
  }

  /** The usual exponent alone: small ones have been the way into many an implementation. */
  private static ClientJwk rsa(String kid, JsonNode jwk) {
    BigInteger n = new BigInteger(1, bytes(jwk, "n", 0));
    BigInteger e = new BigInteger(1, bytes(jwk, "e", 0));
    require(n.bitLength() >= RSA_MIN && n.bitLength() <= RSA_MAX, "n: not 2048 to 4096 bits");
    require(n.testBit(0), "n: even");
    require(e.equals(BigInteger.valueOf(65_537)), "e: not 65537");
    return new ClientJwk(kid, RS256, null, new RSAPublicKeySpec(n, e));
  }

  private static byte[] bytes(JsonNode jwk, String name, int length) {
    byte[] bytes = Base64Url.decode(jwk.path(name).asText());
    require(bytes != null && (length == 0 || bytes.length == length), name + ": not of its form");
    return bytes == null ? new byte[0] : bytes;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Its name, unique among the keys of its client. */
  public String kid() {
    return kid;
  }

  /** Whether this is its algorithm; that of Ed25519 has two names (RFC 9864 section 2.2). */
  public boolean isUsedAs(String name) {
    return alg.equals(name) || (name.equals("Ed25519") && alg.equals(Algorithm.EDDSA.jose()));
  }

  /** The only algorithm it is used with: ES256, EdDSA or RS256. */
  public String alg() {
    return alg;
  }

  /** The key in one spelling, without anything that is not needed. */
  public String json() {
    return json;
  }

  private String render() {
    ObjectNode jwk = AssertionJson.empty();
    if (curve != null && curve.algorithm() == Algorithm.ES256) {
      byte[] raw = curve.raw();
      jwk.put("kty", "EC").put("crv", "P-256");
      jwk.put("x", Base64Url.encode(Arrays.copyOf(raw, 32)));
      jwk.put("y", Base64Url.encode(Arrays.copyOfRange(raw, 32, 64)));
    } else if (curve != null) {
      jwk.put("kty", "OKP").put("crv", "Ed25519").put("x", Base64Url.encode(curve.raw()));
    } else if (rsa != null) {
      jwk.put("kty", "RSA").put("n", number(rsa.getModulus()));
      jwk.put("e", number(rsa.getPublicExponent()));
    }
    return jwk.put("use", "sig").put("alg", alg).put("kid", kid).toString();
  }

  /** A number without a sign, as RFC 7518 section 6.3 writes it. */
  static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return Base64Url.encode(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  /** Checks signatures under this key. */
  Verifier verifier(Signatures signatures) {
    if (curve != null) {
      Verifier verifier = signatures.verifier(curve);
      return (message, length, signature) ->
          signature.length == Algorithm.SIGNATURE_LENGTH
              && verifier.verify(message, length, signature);
    }
    if (rsa == null) {
      throw new IllegalStateException("a key is of one kind or the other");
    }
    try {
      PublicKey key = KeyFactory.getInstance("RSA").generatePublic(rsa);
      int length = (rsa.getModulus().bitLength() + 7) / 8;
      return (message, end, signature) ->
          signature.length == length && isSigned(key, message, end, signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  private static boolean isSigned(PublicKey key, byte[] message, int end, byte[] signature) {
    try {
      Signature check = Signature.getInstance("SHA256withRSA");
      check.initVerify(key);
      check.update(message, 0, end);
      return check.verify(signature);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA256withRSA", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientJwk key && json.equals(key.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return "ClientJwk[" + kid + ' ' + alg + ']';
  }
}
