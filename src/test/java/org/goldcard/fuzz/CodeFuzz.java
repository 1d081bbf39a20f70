package org.goldcard.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.goldcard.testkit.PassForger;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.Network;
import org.goldcard.token.ScanReader;
import org.goldcard.token.access.AccessReader;
import org.goldcard.token.assertion.AssertionReader;
import org.goldcard.token.assertion.ClientJwk;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.Reading;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.notice.KeyNotices;

/** Live codes, passes, access tokens, assertions: as they come, and rightly signed around junk. */
public final class CodeFuzz {
  private static final int WAYS = 8;
  private static final TestKeys KEYS = TestKeys.published();
  private static final KeyRing RING = KEYS.ring();
  private static final PassForger FORGER = new PassForger(KEYS);
  private static final TickingClock CLOCK = new TickingClock(PassForger.NOW);
  private static final Issuer ISSUER = new Issuer(PassForger.ISSUER);
  private static final ScanReader CODES = new ScanReader(() -> RING, ISSUER, CLOCK);
  private static final AccessReader ACCESS = new AccessReader(() -> RING, ISSUER, CLOCK);
  private static final AssertionReader ASSERTIONS =
      new AssertionReader(TestKeys::signatures, Set.of(ISSUER.uri()), CLOCK);

  private static final KeyNotices NOTICES = new KeyNotices(() -> RING, ISSUER, CLOCK);

  private CodeFuzz() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    byte[] rest = Fuzzing.rest(input);
    switch (Fuzzing.way(input, WAYS)) {
      case 0 -> read(Fuzzing.text(rest));
      case 1 -> read(new String(rest, StandardCharsets.UTF_8));
      case 2 -> read(signed(TokenKind.LIVE_CODE, rest));
      case 3 -> read(signed(TokenKind.PASS, rest));
      case 4 -> read(signed(TokenKind.ACCESS, rest));
      case 5 -> read(FORGER.sign(KeyPurpose.LIVE, Fuzzing.text(rest), PassForger.liveClaims()));
      case 6 -> read(signed(TokenKind.KEY_NOTICE, rest));
      default -> jwk(Fuzzing.text(rest));
    }
  }

  private static String signed(TokenKind kind, byte[] claims) {
    return FORGER.sign(kind.purpose(), PassForger.header(kind), claims);
  }

  private static void read(String text) {
    SignedText token = new SignedText(text);
    Reading<?> code = CODES.read(token, Network.ONLINE);
    Reading<?> offline = CODES.read(token, Network.OFFLINE, CLOCK.instant());
    Reading<?> access = ACCESS.read(token);
    boolean any = code.isVerified() || offline.isVerified() || access.isVerified();
    Fuzzing.holds(!any || text.length() <= 2048, "longer than a token may be");
    Fuzzing.holds(!code.isVerified() || offline.isVerified(), "good online, bad offline");
    Fuzzing.holds(code.ahead().compareTo(Duration.ZERO) >= 0, "ahead: below zero");
    Fuzzing.neverShown(code + " " + access);
    ASSERTIONS.claimedClient(text).ifPresent(client -> Fuzzing.holds(!client.isEmpty(), "no name"));
    boolean taken = ASSERTIONS.read(text, "gate-1", Set.of()).isPresent();
    Fuzzing.holds(!taken, "an assertion of nobody");
    boolean noted = NOTICES.read(text).isPresent();
    Fuzzing.holds(!noted || text.length() <= 2048, "longer than a notice may be");
  }

  private static void jwk(String text) {
    try {
      Fuzzing.holds(!ClientJwk.read(text).kid().isEmpty(), "a key without a name");
    } catch (IllegalArgumentException refused) {
      Fuzzing.neverShown(String.valueOf(refused.getMessage()));
    }
  }
}
