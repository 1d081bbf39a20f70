package org.goldcard.token.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.goldcard.token.jws.Claims;
import org.goldcard.token.jws.Flaw;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.Jws;
import org.goldcard.token.jws.JwsReader;
import org.goldcard.token.jws.Reading;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.token.jws.Window;
import org.goldcard.token.keys.KeyRing;

/**
 * Reads access tokens, and remembers the verified ones by their exact text: a caller sends the same
 * token for ten minutes. The time is checked on every hit, and a changed key ring forgets all. Only
 * what counted enters, so garbage drives nothing out. Safe from any thread; never blocks.
 */
public final class AccessReader {
  private static final int REMEMBERED = 16_384;
  private static final Set<TokenKind> KINDS = Set.of(TokenKind.ACCESS);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");

  private final Supplier<KeyRing> keys;
  private final Issuer issuer;
  private final InstantSource clock;
  private final KnownTokens verified = new KnownTokens(REMEMBERED);

  /** Reads with the keys as they stand at each reading. */
  public AccessReader(Supplier<KeyRing> keys, Issuer issuer, InstantSource clock) {
    this.keys = keys;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** The caller behind a token read before, without checking its signature again; else empty. */
  public Optional<VerifiedAccess> remembered(SignedText signed) {
    KnownTokens.Known known = verified.find(signed.text());
    return known != null && known.ring() == keys.get()
        ? inTime(known.access()).token()
        : Optional.empty();
  }

  /** The caller behind a bearer token, without the word {@code Bearer}. */
  public Reading<VerifiedAccess> read(SignedText signed) {
    KeyRing ring = keys.get();
    KnownTokens.Known known = verified.find(signed.text());
    if (known != null && known.ring() == ring) {
      return inTime(known.access());
    }
    Reading<VerifiedAccess> reading =
        new JwsReader(() -> ring).read(signed, KINDS).then(this::claims);
    Reading<VerifiedAccess> timely = reading.then(this::inTime);
    timely
        .token()
        .ifPresent(access -> verified.keep(new KnownTokens.Known(signed.text(), access, ring)));
    return timely;
  }

  /** The client that a text names which could be a token of now; its signature is not checked. */
  public Optional<String> claimed(SignedText signed) {
    return JwsReader.unproven(signed, TokenKind.ACCESS)
        .flatMap(claims -> access(claims, "").then(this::inTime).token())
        .map(unproven -> unproven.grant().clientId());
  }

  private Reading<VerifiedAccess> claims(Jws jws) {
    return access(jws.claims(), jws.key().kid());
  }

  private Reading<VerifiedAccess> access(Claims claims, String kid) {
    claims.exactly("iss", issuer.uri(), Flaw.WRONG_ISSUER);
    claims.exactly("aud", issuer.uri(), Flaw.WRONG_AUDIENCE);
    String subject = claims.text("sub", AccessGrant.CLIENT);
    claims.exactly("client_id", subject, Flaw.BAD_CLAIMS);
    String id = claims.text("jti", ID);
    Instant issuedAt = claims.time("iat");
    Instant expiresAt = claims.time("exp");
    Duration life = Duration.between(issuedAt, expiresAt);
    claims.require(
        !life.isNegative() && life.compareTo(TokenKind.ACCESS.longestLife()) <= 0,
        Flaw.OUT_OF_RANGE);
    String scope = claims.text("scope", AccessGrant.SCOPES);
    Optional<String> venue = claims.optionalText("venue", AccessGrant.PLACE);
    Optional<String> checkpoint = claims.optionalText("checkpoint", AccessGrant.PLACE);
    boolean attended = claims.flag("attended");
    int version = claims.has("ver") ? (int) claims.number("ver", 1, Integer.MAX_VALUE) : 0;
    Optional<Flaw> flaw = claims.flaw();
    if (flaw.isPresent()) {
      return Reading.flawed(flaw.get());
    }
    Set<String> scopes = Set.of(scope.split(" ", -1));
    AccessGrant grant =
        new AccessGrant(
            subject, scopes, venue.orElse(null), checkpoint.orElse(null), attended, version);
    return Reading.verified(new VerifiedAccess(kid, id, grant, issuedAt, expiresAt));
  }

  private Reading<VerifiedAccess> inTime(VerifiedAccess access) {
    return Window.of(access.issuedAt(), access.expiresAt()).check(clock.instant(), access);
  }
}
