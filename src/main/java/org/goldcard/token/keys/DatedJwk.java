package org.goldcard.token.keys;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.goldcard.token.json.JsonTree;
import org.jspecify.annotations.Nullable;

/**
 * A public key with its history: a JSON Web Key (RFC 7517) with one member more, {@code goldcard},
 * for its state and dates.
 */
public final class DatedJwk {
  private static final String OWN = "goldcard";

  private DatedJwk() {}

  /** The published set with state and dates of each key, and until when what it signed counts. */
  public static ObjectNode history(List<PublicKeyRecord> records) {
    ObjectNode set = JsonNodeFactory.instance.objectNode();
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
    ObjectNode jwk = JsonNodeFactory.instance.objectNode();
    Jwk.members(record.kid(), record.key()).forEach(jwk::put);
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
      JsonTree jwk = JsonTree.parse(file);
      JsonTree own = jwk.path(OWN);
      KeyPurpose purpose = KeyPurpose.valueOf(own.path("purpose").asText());
      return new PublicKeyRecord(
          jwk.path("kid").asText(),
          purpose,
          Jwk.key(where, purpose.algorithm(), jwk),
          KeyState.valueOf(own.path("state").asText()),
          Instant.parse(own.path("published_at").asText()),
          date(own, "active_at"),
          date(own, "verify_only_at"),
          date(own, "withdrawn_at"));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new KeysRefused(where, KeyProblem.What.CORRUPT_PUBLIC);
    }
  }

  private static void putDate(ObjectNode own, String name, @Nullable Instant date) {
    if (date != null) {
      own.put(name, date.toString());
    }
  }

  private static @Nullable Instant date(JsonTree own, String name) {
    return own.has(name) ? Instant.parse(own.path(name).asText()) : null;
  }
}
