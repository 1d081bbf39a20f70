package org.goldcard.token.notice;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.goldcard.token.jws.Claims;
import org.goldcard.token.jws.ClaimsWriter;
import org.goldcard.token.jws.Flaw;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.Jws;
import org.goldcard.token.jws.JwsReader;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.jws.Reading;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.token.keys.DatedJwk;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.keys.KeysRefused;
import org.goldcard.token.keys.PublicKeyRecord;

/**
 * Writes and reads the notices by which nodes learn of public keys they have no file of. A notice
 * is signed by the audit key, which only nodes that do everything hold: so neither whoever owns the
 * database nor a node that only verifies can make a key of its own count. Safe from any thread.
 */
public final class KeyNotices {
  private static final Set<TokenKind> KINDS = Set.of(TokenKind.KEY_NOTICE);
  private static final Pattern JWK = Pattern.compile("[\\x20-\\x7e]{1,1200}");

  private final Supplier<KeyRing> keys;
  private final Issuer issuer;
  private final InstantSource clock;

  /** Notices of an issuer, signed and checked with the keys as they stand each time. */
  public KeyNotices(Supplier<KeyRing> keys, Issuer issuer, InstantSource clock) {
    this.keys = keys;
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * The notice of a public key with its state and dates.
   *
   * @throws IllegalStateException when the audit key is not held here
   */
  public String write(PublicKeyRecord record) {
    byte[] claims =
        new ClaimsWriter()
            .text("iss", issuer.uri())
            .time("iat", clock.instant())
            .text("jwk", oneLine(record))
            .json();
    return new JwsSigner(keys).sign(TokenKind.KEY_NOTICE, claims).text();
  }

  /** As in the key's file, but without its line breaks: claims hold no control characters. */
  private static String oneLine(PublicKeyRecord record) {
    return new String(DatedJwk.write(record), StandardCharsets.US_ASCII).replaceAll("\\s+", " ");
  }

  /** What a notice says; empty when it is not signed by an audit key that counts. */
  public Optional<PublicKeyRecord> read(String notice) {
    return new JwsReader(keys).read(new SignedText(notice), KINDS).then(this::record).token();
  }

  private Reading<PublicKeyRecord> record(Jws jws) {
    Claims claims = jws.claims();
    claims.exactly("iss", issuer.uri(), Flaw.WRONG_ISSUER);
    claims.require(!claims.time("iat").isAfter(clock.instant().plusSeconds(30)), Flaw.TOO_EARLY);
    String jwk = claims.text("jwk", JWK);
    Optional<Flaw> flaw = claims.flaw();
    if (flaw.isPresent()) {
      return Reading.flawed(flaw.get());
    }
    try {
      return Reading.verified(DatedJwk.read("notice", jwk.getBytes(StandardCharsets.US_ASCII)));
    } catch (KeysRefused e) {
      return Reading.flawed(Flaw.BAD_CLAIMS);
    }
  }
}
