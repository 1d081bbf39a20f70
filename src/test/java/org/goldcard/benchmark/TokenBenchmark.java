package org.goldcard.benchmark;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardState;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Validity;
import org.goldcard.testkit.PassForger;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.LiveCodes;
import org.goldcard.token.Network;
import org.goldcard.token.PassSigner;
import org.goldcard.token.ScanReader;
import org.goldcard.token.ScannedToken;
import org.goldcard.token.crypto.Algorithm;
import org.goldcard.token.crypto.PublicKeyBytes;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.crypto.Verifier;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.jws.Reading;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyRing;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Strict reading with its signature check, beside the bare signature check of the same engine, over
 * 20,000 distinct tokens: one repeated token would flatter ES256 by a tenth. Each call is timed by
 * itself, so that the smallest times are those of a quiet machine.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TokenBenchmark {
  private static final int TOKENS = 20_000;

  /** Which engine, in the order of preference. */
  @Param({"ACCP", "BouncyCastle", "JDK"})
  public String engine = "";

  /** Which token: the live code is Ed25519, the pass ES256. */
  @Param({"EDDSA", "ES256"})
  public Algorithm algorithm = Algorithm.EDDSA;

  private final List<SignedText> texts = new ArrayList<>();
  private final List<byte[]> messages = new ArrayList<>();
  private final List<byte[]> signatures = new ArrayList<>();
  private @Nullable ScanReader reader;
  private Verifier verifier = (message, length, signature) -> false;
  private int next;

  /** Makes the tokens. */
  @Setup
  public void make() {
    TestKeys keys = new TestKeys();
    TickingClock clock = new TickingClock(PassForger.NOW);
    Issuer issuer = new Issuer(PassForger.ISSUER);
    KeyRing signing = keys.ring();
    JwsSigner signer = new JwsSigner(() -> signing);
    PassSigner passes = new PassSigner(signer, issuer, clock);
    LiveCodes codes = new LiveCodes(signer, new SecureRandom());
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < TOKENS; i++) {
      CardNumber number = CardNumber.random(random);
      add(
          algorithm == Algorithm.ES256
              ? passes.sign(card(number, i))
              : codes.ahead(number, i, clock.instant(), 1).get(0).token());
    }
    Signatures chosen = chosen();
    KeyRing ring = keys.ring(chosen);
    reader = new ScanReader(() -> ring, issuer, clock);
    var purpose = algorithm == Algorithm.ES256 ? KeyPurpose.PASS : KeyPurpose.LIVE;
    PublicKeyBytes key = keys.record(purpose).key();
    verifier = chosen.verifier(key);
  }

  private Signatures chosen() {
    return Signatures.available().stream()
        .filter(s -> s.provider(algorithm).startsWith(engine))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("engine: does not load here"));
  }

  private void add(SignedText token) {
    String text = token.text();
    texts.add(token);
    messages.add(text.substring(0, text.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
    signatures.add(PassForger.signatureOf(text));
  }

  private static Card card(CardNumber number, int index) {
    LocalDate day = LocalDate.of(2026, 11, 23);
    Validity term = new Validity(day, day.plusYears(5));
    return new Card(
        number, 1, TalentClass.B, term, CardState.ACTIVE, 1, index, index, Instant.EPOCH, null);
  }

  /** The whole of it: envelope, signature, claims, time. */
  @Benchmark
  public ScannedToken readAndVerify() {
    Reading<ScannedToken> reading =
        Objects.requireNonNull(reader).read(texts.get(step()), Network.ONLINE);
    return reading.token().orElseThrow();
  }

  /** What cannot be saved. */
  @Benchmark
  public boolean signatureAlone() {
    int at = step();
    byte[] message = messages.get(at);
    if (!verifier.verify(message, message.length, signatures.get(at))) {
      throw new IllegalStateException("a good signature was refused");
    }
    return true;
  }

  private int step() {
    next = next + 1 == TOKENS ? 0 : next + 1;
    return next;
  }
}
