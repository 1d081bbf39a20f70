package org.goldcard.token;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardState;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Validity;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.KeyRing;

/** One card, its keys and a clock, for tests of passes and live codes. */
final class TokenFixture {
  static final CardNumber NUMBER = CardNumber.parse("9123456789012348").orElseThrow();
  static final Issuer ISSUER = new Issuer("https://card.example.cn");

  final TestKeys keys = new TestKeys();
  final TickingClock clock = new TickingClock("2026-11-23T04:00:10Z");
  final KeyRing ring = keys.ring();
  final JwsSigner signer = new JwsSigner(() -> ring);
  final PassSigner passes = new PassSigner(signer, ISSUER, clock);
  final LiveCodes codes = new LiveCodes(signer, new SecureRandom());
  final ScanReader reader = new ScanReader(() -> ring, ISSUER, clock);

  static Card card() {
    return new Card(
        NUMBER,
        1,
        TalentClass.B,
        new Validity(LocalDate.of(2026, 11, 23), LocalDate.of(2031, 11, 23)),
        CardState.ACTIVE,
        1,
        4711,
        1_048_577,
        Instant.parse("2026-11-23T00:00:00Z"),
        null);
  }
}
