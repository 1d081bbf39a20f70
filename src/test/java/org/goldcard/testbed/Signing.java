package org.goldcard.testbed;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.goldcard.card.CardNumber;
import org.goldcard.token.LiveCodes;
import org.goldcard.token.access.AccessGrant;
import org.goldcard.token.access.AccessTokens;
import org.goldcard.token.crypto.PublicKeyBytes;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.keys.KeyStore;

/** Signs what holders and scanners show, with the keys of the service that will read it. */
public final class Signing {
  private final KeyRing ring;
  private final LiveCodes codes;
  private final AccessTokens tokens;
  private final InstantSource clock = Clock.systemUTC();

  /** Makes the keys in a directory, where they are missing, and signs with them. */
  Signing(Path directory, String passphrase, String issuer) {
    KeyStore store = new KeyStore(directory, Signatures.choose(), clock);
    char[] opens = passphrase.toCharArray();
    store.createMissing(opens, Set.of(KeyPurpose.values()));
    this.ring = store.load(opens, Set.of(KeyPurpose.values()));
    JwsSigner signer = new JwsSigner(() -> ring);
    SecureRandom random = new SecureRandom();
    this.codes = new LiveCodes(signer, random);
    this.tokens = new AccessTokens(signer, new Issuer(issuer), clock, random);
  }

  /** A live code of the running slot: good for 30 to 60 seconds, and for one scan. */
  public String liveCode(CardNumber number, int index) {
    return codes.ahead(number, index, clock.instant(), 1).get(0).token().text();
  }

  /** A live code of the slot that ran at a moment. */
  public String liveCode(CardNumber number, int index, Instant at) {
    return codes.ahead(number, index, at, 1).get(0).token().text();
  }

  /** An access token, good for ten minutes. */
  public String accessToken(AccessGrant grant) {
    return tokens.issue(grant).text();
  }

  /** The name of the key that signs live codes. */
  public String liveKid() {
    return ring.signing(KeyPurpose.LIVE).kid();
  }

  /** The public key of live codes. */
  public PublicKeyBytes liveKey() {
    String kid = liveKid();
    return ring.records().stream().filter(r -> r.kid().equals(kid)).findFirst().orElseThrow().key();
  }
}
