package org.goldcard.testkit;

import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.goldcard.token.crypto.KeyPairs;
import org.goldcard.token.crypto.PublicKeyBytes;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.keys.KeyState;
import org.goldcard.token.keys.PublicKeyRecord;
import org.goldcard.token.keys.SigningKey;

/** One fresh key pair for each purpose, named {@code P01}, {@code L01} and so on, in memory. */
public final class TestKeys {
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
  private static final Signatures SIGNATURES = Signatures.choose();

  private final Map<KeyPurpose, KeyPair> pairs = new EnumMap<>(KeyPurpose.class);

  /** Makes fresh pairs. */
  public TestKeys() {
    for (KeyPurpose purpose : KeyPurpose.values()) {
      pairs.put(purpose, KeyPairs.generate(purpose.algorithm()));
    }
  }

  /**
   * Keys that everyone knows, so that vectors stay good: the pass key is that of RFC 7515 appendix
   * A.3, the live key that of RFC 8037 appendix A.1, the answer key that of RFC 7517 appendix A.2,
   * the list key that of RFC 7518 appendix C; the others are fresh.
   */
  public static TestKeys published() {
    TestKeys keys = new TestKeys();
    keys.pairs.put(KeyPurpose.PASS, RfcKeys.es256());
    keys.pairs.put(KeyPurpose.LIVE, RfcKeys.ed25519());
    keys.pairs.put(KeyPurpose.ANSWER, RfcKeys.otherEs256());
    keys.pairs.put(KeyPurpose.LIST, RfcKeys.thirdEs256());
    return keys;
  }

  /** The engines chosen on this machine, loaded once. */
  public static Signatures signatures() {
    return SIGNATURES;
  }

  /** The pair of a purpose. */
  public KeyPair pair(KeyPurpose purpose) {
    return Objects.requireNonNull(pairs.get(purpose));
  }

  /** The name of a purpose's key. */
  public static String kid(KeyPurpose purpose) {
    return purpose.letter() + "01";
  }

  /** The public key of a purpose, active for long. */
  public PublicKeyRecord record(KeyPurpose purpose) {
    PublicKeyBytes key =
        PublicKeyBytes.ofSpki(purpose.algorithm(), pair(purpose).getPublic().getEncoded());
    return new PublicKeyRecord(
        kid(purpose), purpose, key, KeyState.ACTIVE, LONG_AGO, LONG_AGO, null, null);
  }

  /** A ring that signs for every purpose, with the engines of this machine. */
  public KeyRing ring() {
    return ring(SIGNATURES);
  }

  /** A ring that signs for every purpose. */
  public KeyRing ring(Signatures signatures) {
    List<PublicKeyRecord> records = new ArrayList<>();
    List<SigningKey> signing = new ArrayList<>();
    pairs.forEach(
        (purpose, pair) -> {
          byte[] pkcs8 = pair.getPrivate().getEncoded();
          records.add(record(purpose));
          signing.add(
              new SigningKey(kid(purpose), purpose, signatures.signer(purpose.algorithm(), pkcs8)));
        });
    return new KeyRing(records, signing, signatures);
  }
}
