package org.goldcard.token.list;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.goldcard.token.jws.Claims;
import org.goldcard.token.jws.Flaw;
import org.goldcard.token.jws.Jws;
import org.goldcard.token.jws.JwsReader;
import org.goldcard.token.jws.Reading;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.token.jws.Window;
import org.goldcard.token.keys.KeyRing;

/**
 * Reads a published status list as an offline scanner does (draft-ietf-oauth-status-list section
 * 8.3). Decompressing takes milliseconds.
 */
public final class StatusListReader {
  private static final Set<TokenKind> KINDS = Set.of(TokenKind.STATUS_LIST);
  private static final Pattern LST = Pattern.compile("[A-Za-z0-9_-]++");
  private static final long TTL_MAX = 86_400;

  private final JwsReader reader;
  private final InstantSource clock;

  /** Reads with the keys as they stand at each reading. */
  public StatusListReader(Supplier<KeyRing> keys, InstantSource clock) {
    this.reader = new JwsReader(keys);
    this.clock = clock;
  }

  /** The list that was published at an address. */
  public Reading<VerifiedStatusList> read(SignedText signed, String uri) {
    return reader.read(signed, KINDS).then(jws -> claims(jws, uri));
  }

  private Reading<VerifiedStatusList> claims(Jws jws, String uri) {
    Claims claims = jws.claims();
    claims.exactly("sub", uri, Flaw.WRONG_ISSUER);
    Instant issuedAt = claims.time("iat");
    Instant expiresAt = claims.time("exp");
    claims.require(!issuedAt.isAfter(expiresAt), Flaw.OUT_OF_RANGE);
    Duration ttl = Duration.ofSeconds(claims.number("ttl", 1, TTL_MAX));
    Claims inner = claims.object("status_list");
    int bits = (int) inner.number("bits", 1, 8);
    String lst = inner.text("lst", LST);
    claims.join(inner);
    Optional<Flaw> flaw = claims.flaw();
    if (flaw.isPresent()) {
      return Reading.flawed(flaw.get());
    }
    Optional<StatusList> list = StatusList.decode(bits, lst, ListSeries.ENTRIES);
    if (list.isEmpty()) {
      return Reading.flawed(Flaw.BAD_CLAIMS);
    }
    return Window.of(issuedAt, expiresAt)
        .earlierBy(TokenKind.STATUS_LIST.skew())
        .check(clock.instant(), new VerifiedStatusList(list.get(), issuedAt, expiresAt, ttl));
  }
}
