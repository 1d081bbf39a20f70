package org.goldcard.token.bundle;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.goldcard.token.json.JsonTree;
import org.goldcard.token.jws.Flaw;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.Jws;
import org.goldcard.token.jws.JwsReader;
import org.goldcard.token.jws.Reading;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.token.keys.KeyRing;

/**
 * Reads an offline bundle as the scanner does it is for. It trusts the keys it was given, those of
 * the published set or of the bundle before; a bundle never proves itself.
 */
public final class BundleReader {
  private static final Set<TokenKind> KINDS = Set.of(TokenKind.BUNDLE);

  /** 2103-02-04, as in the other tokens: nothing later can be a time in seconds. */
  private static final long LATEST = 4_200_000_000L;

  private final JwsReader reader;
  private final Issuer issuer;

  /** Reads with the keys as they stand at each reading. */
  public BundleReader(Supplier<KeyRing> keys, Issuer issuer) {
    this.reader = new JwsReader(keys);
    this.issuer = issuer;
  }

  /** The bundle of a client; its time is not looked at. */
  public Reading<VerifiedBundle> read(SignedText signed, String clientId) {
    return reader.read(signed, KINDS).then(jws -> claims(jws, clientId));
  }

  private Reading<VerifiedBundle> claims(Jws jws, String clientId) {
    JsonTree claims;
    try {
      claims = JsonTree.parse(jws.payload());
    } catch (IOException e) {
      return Reading.flawed(Flaw.BAD_CLAIMS);
    }
    if (!claims.path("iss").asText().equals(issuer.uri())) {
      return Reading.flawed(Flaw.WRONG_ISSUER);
    }
    if (!claims.path("aud").asText().equals(clientId)) {
      return Reading.flawed(Flaw.WRONG_AUDIENCE);
    }
    OptionalLong from = claims.path("iat").whole();
    OptionalLong to = claims.path("exp").whole();
    if (from.isEmpty() || to.isEmpty()) {
      return Reading.flawed(Flaw.BAD_CLAIMS);
    }
    long begin = from.getAsLong();
    long life = to.getAsLong() - begin;
    Duration longest = TokenKind.BUNDLE.longestLife();
    if (begin < 0 || begin > LATEST || life <= 0 || life > longest.toSeconds()) {
      return Reading.flawed(Flaw.OUT_OF_RANGE);
    }
    Instant issuedAt = Instant.ofEpochSecond(begin);
    return Reading.verified(
        new VerifiedBundle(jws.key().kid(), issuedAt, issuedAt.plusSeconds(life), claims));
  }
}
