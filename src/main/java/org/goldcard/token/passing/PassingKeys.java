package org.goldcard.token.passing;

import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.goldcard.token.crypto.KeyPairs;
import org.goldcard.token.crypto.PublicKeyBytes;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.keys.KeyState;
import org.goldcard.token.keys.PublicKeyRecord;
import org.goldcard.token.keys.SigningKey;

/**
 * Keys that exist in memory only and are known to nobody: what they sign counts nowhere but where
 * their own ring reads it.
 */
public final class PassingKeys {
  private PassingKeys() {}

  /** A ring with a new key for each of these purposes, active from a moment on. */
  public static KeyRing ring(Set<KeyPurpose> purposes, Signatures signatures, Instant from) {
    List<PublicKeyRecord> records = new ArrayList<>();
    List<SigningKey> signing = new ArrayList<>();
    Instant at = Instant.ofEpochSecond(from.getEpochSecond());
    for (KeyPurpose purpose : purposes) {
      KeyPair pair = KeyPairs.generate(purpose.algorithm());
      PublicKeyBytes key =
          PublicKeyBytes.ofSpki(purpose.algorithm(), pair.getPublic().getEncoded());
      String kid = purpose.letter() + "01";
      records.add(new PublicKeyRecord(kid, purpose, key, KeyState.ACTIVE, at, at, null, null));
      signing.add(
          new SigningKey(
              kid,
              purpose,
              signatures.signer(purpose.algorithm(), pair.getPrivate().getEncoded())));
    }
    return new KeyRing(records, signing, signatures);
  }
}
