package org.goldcard.token.keys;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.goldcard.token.crypto.Algorithm;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.crypto.Digests;
import org.goldcard.token.crypto.PublicKeyBytes;
import org.goldcard.token.json.JsonTree;

/**
 * Public keys as JSON Web Keys (RFC 7517; RFC 8037 for Ed25519), as the published set has them:
 * without the state and dates of {@link DatedJwk}.
 */
public final class Jwk {
  private static final int SET_MAX = 1000;
  private static final JsonFactory JSON = new JsonFactory();

  private Jwk() {}

  /** The key as others see it, member by member, in the one order in which it is written. */
  static Map<String, String> members(String kid, PublicKeyBytes key) {
    // In one order, so that every node publishes the same text under the same tag.
    Map<String, String> all = new LinkedHashMap<>(new TreeMap<>(members(key)));
    all.put("use", "sig");
    all.put("alg", key.algorithm().jose());
    all.put("kid", kid);
    return all;
  }

  /** The published set: public purposes, and no withdrawn key. */
  static String set(List<PublicKeyRecord> records) {
    return records.stream()
        .filter(r -> r.purpose().isPublic() && r.state() != KeyState.WITHDRAWN)
        .map(r -> object(members(r.kid(), r.key())))
        .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }

  /** An object of texts. */
  private static String object(Map<String, String> members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, String> member : members.entrySet()) {
        json.writeStringField(member.getKey(), member.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * Reads a published set, as {@link #set} writes it. Its keys count as active: a set names no
   * state and leaves withdrawn keys out. Keys whose names are none of ours are passed over (RFC
   * 7517 section 5).
   *
   * @throws KeysRefused naming {@code where}, when it is no set or a key in it unsafe
   */
  static List<PublicKeyRecord> readSet(String where, byte[] set) {
    try {
      return readSet(where, JsonTree.parse(set));
    } catch (IOException e) {
      throw new KeysRefused(where, KeyProblem.What.CORRUPT_PUBLIC);
    }
  }

  /** The same of a set that is part of a larger text. */
  static List<PublicKeyRecord> readSet(String where, JsonTree set) {
    JsonTree keys = set.path("keys");
    if (!keys.isList() || keys.elements().size() > SET_MAX) {
      throw new KeysRefused(where, KeyProblem.What.CORRUPT_PUBLIC);
    }
    try {
      List<PublicKeyRecord> records = new ArrayList<>();
      for (JsonTree jwk : keys) {
        published(where, jwk).ifPresent(records::add);
      }
      return records;
    } catch (IllegalArgumentException e) {
      throw new KeysRefused(where, KeyProblem.What.CORRUPT_PUBLIC);
    }
  }

  private static Optional<PublicKeyRecord> published(String where, JsonTree jwk) {
    String kid = jwk.path("kid").asText();
    return KeyPurpose.ofKid(kid)
        .map(
            purpose ->
                PublicKeyRecord.published(
                        kid, purpose, key(where, purpose.algorithm(), jwk), Instant.EPOCH)
                    .activated(Instant.EPOCH));
  }

  /** SHA-256 of the key in base64url (RFC 7638): what people compare on the phone. */
  public static String thumbprint(PublicKeyBytes key) {
    return thumbprint(members(key));
  }

  /** The thumbprint over the required members of any key, in the order of their names. */
  static String thumbprint(Map<String, String> requiredMembers) {
    byte[] canonical = object(new TreeMap<>(requiredMembers)).getBytes(StandardCharsets.UTF_8);
    return Base64Url.encode(Digests.sha256(canonical));
  }

  private static Map<String, String> members(PublicKeyBytes key) {
    byte[] raw = key.raw();
    if (key.algorithm() == Algorithm.EDDSA) {
      return Map.of("kty", "OKP", "crv", "Ed25519", "x", Base64Url.encode(raw));
    }
    String x = Base64Url.encode(Arrays.copyOf(raw, 32));
    String y = Base64Url.encode(Arrays.copyOfRange(raw, 32, 64));
    return Map.of("kty", "EC", "crv", "P-256", "x", x, "y", y);
  }

  static PublicKeyBytes key(String where, Algorithm algorithm, JsonTree jwk) {
    boolean ed = algorithm == Algorithm.EDDSA;
    if (!jwk.path("kty").asText().equals(ed ? "OKP" : "EC")
        || !jwk.path("crv").asText().equals(ed ? "Ed25519" : "P-256")
        || !jwk.path("alg").asText().equals(algorithm.jose())
        || jwk.has("d")) {
      throw new IllegalArgumentException("jwk: not a public key of its purpose");
    }
    byte[] x = coordinate(jwk, "x");
    byte[] raw = x;
    if (!ed) {
      byte[] y = coordinate(jwk, "y");
      raw = Arrays.copyOf(x, 64);
      System.arraycopy(y, 0, raw, 32, 32);
    }
    try {
      return new PublicKeyBytes(algorithm, raw);
    } catch (IllegalArgumentException e) {
      throw new KeysRefused(where, KeyProblem.What.UNSAFE_PUBLIC);
    }
  }

  private static byte[] coordinate(JsonTree jwk, String name) {
    byte[] bytes = Base64Url.decode(jwk.path(name).asText());
    if (bytes == null || bytes.length != 32) {
      throw new IllegalArgumentException(name + ": not 32 bytes in base64url");
    }
    return bytes;
  }
}
