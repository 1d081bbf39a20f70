package org.goldcard.token;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.goldcard.card.CardNumber;
import org.goldcard.card.TalentClass;
import org.goldcard.token.crypto.Base64Url;
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
import org.goldcard.token.list.ListSeries;

/**
 * Reads what is shown at a venue: live codes and passes, nothing else. No I/O; safe from any
 * thread.
 */
public final class ScanReader {
  private static final Set<TokenKind> BOTH = Set.of(TokenKind.LIVE_CODE, TokenKind.PASS);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{16}");
  private static final Pattern CLASS = Pattern.compile("[ABCD]");
  private static final Pattern URI = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9_-]{10}");
  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{8}");

  private final JwsReader reader;
  private final Issuer issuer;
  private final InstantSource clock;

  /** Reads with the keys as they stand at each reading. */
  public ScanReader(Supplier<KeyRing> keys, Issuer issuer, InstantSource clock) {
    this.reader = new JwsReader(keys);
    this.issuer = issuer;
    this.clock = clock;
  }

  /** A live code or a pass, verified. */
  public Reading<ScannedToken> read(SignedText signed, Network network) {
    return read(signed, network, clock.instant());
  }

  /** The same as it was at a moment, for what was scanned then. */
  public Reading<ScannedToken> read(SignedText signed, Network network, Instant at) {
    return reader
        .read(signed, BOTH)
        .then(jws -> jws.kind() == TokenKind.PASS ? pass(jws, at) : liveCode(jws, network, at));
  }

  private static Reading<ScannedToken> liveCode(Jws jws, Network network, Instant at) {
    Claims claims = jws.claims();
    Optional<CardNumber> number = cardNumber(claims.text("c", NUMBER));
    claims.require(number.isPresent(), Flaw.BAD_CLAIMS);
    int index = (int) claims.number("i", 0, ListSeries.INDEX_END - 1);
    long slot = claims.number("s", LiveCodes.SLOT_MIN, LiveCodes.SLOT_END - 1);
    long fetch = claims.number("f", 1, LiveCodes.FETCH_MAX);
    String nonce = claims.text("n", NONCE);
    Optional<Flaw> flaw = claims.flaw();
    if (flaw.isPresent()) {
      return Reading.flawed(flaw.get());
    }
    Instant start = LiveCodes.slotStart(slot);
    Instant fetchedAt = LiveCodes.slotStart(slot + 1).minusSeconds(fetch);
    ScannedToken code =
        new VerifiedLiveCode(jws.key().kid(), number.orElseThrow(), index, start, fetchedAt, nonce);
    return Window.of(start, start.plus(LiveCodes.ACCEPTED))
        .earlierBy(network.skew())
        .laterBy(network.skew())
        .check(at, code);
  }

  private Reading<ScannedToken> pass(Jws jws, Instant at) {
    Claims claims = jws.claims();
    claims.exactly("iss", issuer.uri(), Flaw.WRONG_ISSUER);
    Optional<CardNumber> number = CardNumber.parse(claims.text("sub", DIGITS));
    claims.require(number.isPresent(), Flaw.BAD_CLAIMS);
    String id = claims.text("jti", ID);
    Optional<TalentClass> talentClass = TalentClass.parse(claims.text("cls", CLASS));
    Instant issuedAt = claims.time("iat");
    Instant notBefore = claims.time("nbf");
    Instant endsAt = claims.time("exp");
    claims.require(!notBefore.isAfter(endsAt), Flaw.OUT_OF_RANGE);
    claims.require(!issuedAt.isAfter(notBefore), Flaw.OUT_OF_RANGE);
    OptionalInt index = index(claims);
    Optional<Flaw> flaw = claims.flaw();
    if (flaw.isPresent()) {
      return Reading.flawed(flaw.get());
    }
    ScannedToken pass =
        new VerifiedPass(
            jws.key().kid(),
            number.orElseThrow(),
            index.orElseThrow(),
            id,
            talentClass.orElseThrow(),
            issuedAt,
            endsAt);
    return Window.of(notBefore, endsAt).earlierBy(TokenKind.PASS.skew()).check(at, pass);
  }

  private OptionalInt index(Claims claims) {
    Claims status = claims.object("status");
    Claims list = status.object("status_list");
    int place = (int) list.number("idx", 0, ListSeries.ENTRIES - 1);
    OptionalInt index = new ListSeries(issuer).index(list.text("uri", URI), place);
    list.require(index.isPresent(), Flaw.WRONG_ISSUER);
    status.join(list);
    claims.join(status);
    return index;
  }

  private static Optional<CardNumber> cardNumber(String spelled) {
    byte[] bytes = Base64Url.decode(spelled);
    if (bytes == null) {
      return Optional.empty();
    }
    long number = 0;
    for (byte b : bytes) {
      number = number << 8 | (b & 0xff);
    }
    return CardNumber.parse(Long.toString(number));
  }
}
