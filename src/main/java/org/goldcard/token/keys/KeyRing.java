package org.goldcard.token.keys;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.json.JsonTree;
import org.jspecify.annotations.Nullable;

/**
 * The keys as they stood when the ring was made: all public ones by name, and those that sign here.
 * Immutable; safe from any thread. A change of keys is another ring.
 */
public final class KeyRing {
  private static final byte[] PROBE = "goldcard key trial".getBytes(StandardCharsets.US_ASCII);

  private final List<PublicKeyRecord> records;
  private final Map<String, VerifyingKey> verifying = new HashMap<>();
  private final Map<KeyPurpose, SigningKey> signing = new EnumMap<>(KeyPurpose.class);
  private final Signatures signatures;
  private final String jwks;

  /**
   * A ring.
   *
   * @param records the public keys, withdrawn ones included
   * @param signing the keys that sign here, at most one for each purpose
   * @param signatures what checks signatures
   */
  public KeyRing(List<PublicKeyRecord> records, List<SigningKey> signing, Signatures signatures) {
    this.records = List.copyOf(records);
    this.signatures = signatures;
    for (PublicKeyRecord r : records) {
      var key = new VerifyingKey(r.kid(), r.purpose(), r.state(), signatures.verifier(r.key()));
      if (verifying.put(r.kid(), key) != null) {
        throw new IllegalArgumentException("records: a name occurs twice");
      }
    }
    for (SigningKey key : signing) {
      if (this.signing.put(key.purpose(), key) != null || !verifying.containsKey(key.kid())) {
        throw new IllegalArgumentException("signing: two for a purpose, or without public key");
      }
    }
    this.jwks = Jwk.set(records);
  }

  /**
   * The ring of a published key set (RFC 7517), for whoever verifies offline; it signs nothing.
   *
   * @param where what to call the set when it is refused
   * @throws KeysRefused when it is no key set, or not a safe one
   */
  public static KeyRing ofSet(String where, byte[] jwks, Signatures signatures) {
    return ring(where, Jwk.readSet(where, jwks), signatures);
  }

  /** The same of a set that is part of a larger text. */
  public static KeyRing ofSet(String where, JsonTree jwks, Signatures signatures) {
    return ring(where, Jwk.readSet(where, jwks), signatures);
  }

  private static KeyRing ring(String where, List<PublicKeyRecord> records, Signatures signatures) {
    try {
      return new KeyRing(records, List.of(), signatures);
    } catch (IllegalArgumentException e) {
      throw new KeysRefused(where, KeyProblem.What.CORRUPT_PUBLIC);
    }
  }

  /** The key with this name, in whatever state; null when there is none. */
  public @Nullable VerifyingKey find(String kid) {
    return verifying.get(kid);
  }

  /** Whether this node signs for a purpose. */
  public boolean signs(KeyPurpose purpose) {
    return signing.containsKey(purpose);
  }

  /**
   * The key that signs for a purpose now.
   *
   * @throws IllegalStateException when this node does not sign for it
   */
  public SigningKey signing(KeyPurpose purpose) {
    SigningKey key = signing.get(purpose);
    if (key == null) {
      throw new IllegalStateException("this node holds no key for " + purpose);
    }
    return key;
  }

  /**
   * The key set for {@code /.well-known/jwks.json} (RFC 7517): public purposes, and no withdrawn
   * key.
   */
  public String jwks() {
    return jwks;
  }

  /** All public keys with their history, by name. */
  public List<PublicKeyRecord> records() {
    return records;
  }

  /** What checks and makes the signatures, by algorithm. */
  public Signatures signatures() {
    return signatures;
  }

  /** Whether every key that signs here makes a signature that its public key accepts, tried now. */
  public boolean selfTest() {
    return signing.values().stream().allMatch(this::works);
  }

  private boolean works(SigningKey key) {
    VerifyingKey own = verifying.get(key.kid());
    return own != null && own.verifier().verify(PROBE, PROBE.length, key.sign(PROBE));
  }

  @Override
  public String toString() {
    return "KeyRing" + verifying.keySet();
  }
}
