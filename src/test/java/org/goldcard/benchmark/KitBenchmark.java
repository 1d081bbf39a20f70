package org.goldcard.benchmark;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.goldcard.card.CardNumber;
import org.goldcard.card.TalentClass;
import org.goldcard.testkit.PassForger;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.LiveCodes;
import org.goldcard.token.bundle.BundleTokens;
import org.goldcard.token.crypto.Algorithm;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.crypto.Verifier;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.DatedJwk;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.list.StatusList;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.SiteRules;
import org.goldcard.verifying.kit.Answer;
import org.goldcard.verifying.kit.GoldcardVerifier;
import org.goldcard.verifying.kit.KitEngines;
import org.goldcard.verifying.kit.Update;
import org.goldcard.verifying.offline.BundleContent;
import org.goldcard.verifying.offline.OfflineBundle;
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
 * A live code judged by the verifier's library, beside the bare signature check of the same engine,
 * over 20,000 distinct codes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class KitBenchmark {
  /** Which engine: a stock JDK has the last one alone. */
  @Param({"ACCP", "BouncyCastle", "JDK"})
  public String engine = "";

  private static final int CODES = 20_000;
  private static final Issuer ISSUER = new Issuer(PassForger.ISSUER);

  private final List<String> codes = new ArrayList<>();
  private final List<byte[]> messages = new ArrayList<>();
  private final List<byte[]> signatures = new ArrayList<>();
  private @Nullable GoldcardVerifier library;
  private Verifier verifier = (message, length, signature) -> false;
  private int next;

  /** Makes codes, a bundle, and a verifier that took it. */
  @Setup
  public void make() {
    TestKeys keys = new TestKeys();
    TickingClock clock = new TickingClock(PassForger.NOW);
    KeyRing ring = keys.ring();
    JwsSigner signer = new JwsSigner(() -> ring);
    SecureRandom random = new SecureRandom();
    LiveCodes live = new LiveCodes(signer, random);
    for (int i = 0; i < CODES; i++) {
      CardNumber number = CardNumber.random(random);
      String code = live.ahead(number, i, clock.instant(), 1).get(0).token().text();
      codes.add(code);
      String signed = code.substring(0, code.lastIndexOf('.'));
      messages.add(signed.getBytes(StandardCharsets.US_ASCII));
      signatures.add(PassForger.signatureOf(code));
    }
    byte[] jwks = ring.jwks().getBytes(StandardCharsets.UTF_8);
    GoldcardVerifier made = KitEngines.withBundles(ISSUER.uri(), "gate-1", jwks, clock, chosen());
    Update taken = made.load(bundle(ring, signer, clock));
    if (!taken.isGood()) {
      throw new IllegalStateException("the bundle was refused: " + taken);
    }
    library = made;
    verifier = chosen().verifier(keys.record(KeyPurpose.LIVE).key());
  }

  private Signatures chosen() {
    return Signatures.available().stream()
        .filter(all -> all.provider(Algorithm.EDDSA).startsWith(engine))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(engine + " does not work here"));
  }

  private static String bundle(KeyRing ring, JwsSigner signer, TickingClock clock) {
    BitSet none = new BitSet();
    StatusList list = StatusList.of(1, 1 << 20, i -> none.get(i) ? 1 : 0);
    BundleContent content =
        new BundleContent(
                OfflineBundle.Form.FULL,
                "JN-BTQ",
                DatedJwk.history(ring.records()),
                Map.of(LocalDate.of(2026, 11, 23), park()))
            .state(1, 1, clock.instant())
            .list(0, list.encode());
    return new BundleTokens(signer, ISSUER, clock)
        .sign("gate-1", BundleTokens.LIFE, content.json())
        .text();
  }

  private static SiteRules park() {
    SiteRules.Phrase phrase = new SiteRules.Phrase("免购门票入园", "Free entrance");
    SiteRules.Item item =
        new SiteRules.Item(
            "TOURISM_FITNESS.FREE_ENTRY",
            phrase,
            "济人才办发〔2018〕12号第二十条",
            EnumSet.allOf(TalentClass.class),
            List.of(new SiteRules.Check("OWN_ID", phrase)),
            true,
            2,
            false,
            null,
            null);
    return new SiteRules(
        "JN-BTQ",
        false,
        List.of(item),
        false,
        false,
        SiteRules.Visits.COUNTED,
        Duration.ofSeconds(5),
        false);
  }

  /** All that a gate waits for; a code seen before costs as much. */
  @Benchmark
  public Answer judgeLiveCode() {
    Answer answer = Objects.requireNonNull(library).verify(codes.get(step()));
    if (answer.result() != ResultCode.VALID_OFFLINE && answer.result() != ResultCode.CODE_USED) {
      throw new IllegalStateException("a good code was refused: " + answer.result());
    }
    return answer;
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
    next = next + 1 == CODES ? 0 : next + 1;
    return next;
  }
}
