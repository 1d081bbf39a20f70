package org.goldcard.token.keys;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.goldcard.token.crypto.Algorithm;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.crypto.Digests;
import org.goldcard.token.crypto.PublicKeyBytes;
import org.jspecify.annotations.Nullable;

/**
 * Public keys as JSON Web Keys (RFC 7517; RFC 8037 for Ed25519). A key's file has one member more,
 * {@code goldcard}, with its state and dates; the published set leaves it out.
 */
public final class Jwk {
  private static final String OWN = "goldcard";
  private static final int SET_MAX = 1000;
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Jwk() {}

  /** The key as others see it. */
  static ObjectNode render(String kid, PublicKeyBytes key) {
    ObjectNode jwk = JSON.createObjectNode();
    // In one order, so that every node publishes the same text under the same tag.
    new TreeMap<>(members(key)).forEach(jwk::put);
    return jwk.put("use", "sig").put("alg", key.algorithm().jose()).put("kid", kid);
  }

  /** The published set: public purposes, and no withdrawn key. */
  static String set(List<PublicKeyRecord> records) {
    ObjectNode set = JSON.createObjectNode();
    ArrayNode keys = set.putArray("keys");
    records.stream()
        .filter(r -> r.purpose().isPublic() && r.state() != KeyState.WITHDRAWN)
        .forEach(r -> keys.add(render(r.kid(), r.key())));
    return set.toString();
  }

  /** The published set with state and dates of each key, and until when what it signed counts. */
  static ObjectNode history(List<PublicKeyRecord> records) {
    ObjectNode set = JSON.createObjectNode();
    ArrayNode keys = set.putArray("keys");
    for (PublicKeyRecord record : records) {
      if (record.purpose().isPublic() && record.state() != KeyState.WITHDRAWN) {
        ObjectNode jwk = dated(record);
        putDate((ObjectNode) jwk.path(OWN), "counts_until", record.neededUntil());
        keys.add(jwk);
      }
    }
    return set;
  }

  /** The key's file. */
  public static byte[] write(PublicKeyRecord record) {
    return (dated(record).toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode dated(PublicKeyRecord record) {
    ObjectNode jwk = render(record.kid(), record.key());
    ObjectNode own = jwk.putObject(OWN);
    own.put("purpose", record.purpose().name()).put("state", record.state().name());
    own.put("published_at", record.publishedAt().toString());
    putDate(own, "active_at", record.activeAt());
    putDate(own, "verify_only_at", record.verifyOnlyAt());
    putDate(own, "withdrawn_at", record.withdrawnAt());
    return jwk;
  }

  /**
   * Reads a key's file.
   *
   * @throws KeysRefused naming {@code where}, when it is corrupt or the key unsafe
   */
  public static PublicKeyRecord read(String where, byte[] file) {
    try {
      JsonNode jwk = JSON.readTree(file);
      JsonNode own = jwk.path(OWN);
      KeyPurpose purpose = KeyPurpose.valueOf(own.path("purpose").asText());
      return new PublicKeyRecord(
          jwk.path("kid").asText(),
          purpose,
          key(where, purpose.algorithm(), jwk),
          KeyState.valueOf(own.path("state").asText()),
          Instant.parse(own.path("published_at").asText()),
          date(own, "active_at"),
          date(own, "verify_only_at"),
          date(own, "withdrawn_at"));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new KeysRefused(where, KeyProblem.What.CORRUPT_PUBLIC);
    }
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
      JsonNode keys = JSON.readTree(set).path("keys");
      if (!keys.isArray() || keys.size() > SET_MAX) {
        throw new IllegalArgumentException("keys: no list, or too long");
      }
      List<PublicKeyRecord> records = new ArrayList<>();
      for (JsonNode jwk : keys) {
        published(where, jwk).ifPresent(records::add);
      }
      return records;
    } catch (IOException | IllegalArgumentException e) {
      throw new KeysRefused(where, KeyProblem.What.CORRUPT_PUBLIC);
    }
  }

  private static Optional<PublicKeyRecord> published(String where, JsonNode jwk) {
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
    ObjectNode canonical = JSON.createObjectNode();
    new TreeMap<>(requiredMembers).forEach(canonical::put);
    try {
      return Base64Url.encode(Digests.sha256(JSON.writeValueAsBytes(canonical)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text members are always writable", e);
    }
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

  private static PublicKeyBytes key(String where, Algorithm algorithm, JsonNode jwk) {
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

  private static byte[] coordinate(JsonNode jwk, String name) {
    byte[] bytes = Base64Url.decode(jwk.path(name).asText());
    if (bytes == null || bytes.length != 32) {
      throw new IllegalArgumentException(name + ": not 32 bytes in base64url");
    }
    return bytes;
  }

  private static void putDate(ObjectNode own, String name, @Nullable Instant date) {
    if (date != null) {
      own.put(name, date.toString());
    }
  }

  private static @Nullable Instant date(JsonNode own, String name) {
    return own.has(name) ? Instant.parse(own.path(name).asText()) : null;
  }
}
