package org.goldcard.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.goldcard.testkit.PassForger;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TickingClock;
import org.goldcard.testkit.hostile.Hostile;
import org.goldcard.testkit.hostile.HostileTokens;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.Reading;
import org.goldcard.token.keys.KeyRing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The attack table: every hostile token gets its answer from every signature engine. */
class HostileTokenTest {
  private static final TestKeys KEYS = new TestKeys();

  static Stream<Signatures> engines() {
    return Signatures.available().stream();
  }

  private static ScanReader reader(KeyRing ring) {
    return new ScanReader(
        () -> ring, new Issuer(PassForger.ISSUER), new TickingClock(PassForger.NOW));
  }

  private static List<String> wrongAnswers(ScanReader reader, List<Hostile> tokens) {
    return tokens.stream()
        .filter(h -> read(reader, h.token()).flaw().orElse(null) != h.expects())
        .map(h -> h + " → " + read(reader, h.token()) + " instead of " + h.expects())
        .collect(Collectors.toList());
  }

  private static Reading<ScannedToken> read(ScanReader reader, String token) {
    return reader.read(PassForger.text(token), Network.ONLINE);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void everyHostileTokenGetsItsAnswer(Signatures engine) {
    List<Hostile> tokens = HostileTokens.make(new PassForger(KEYS));

    assertThat(tokens).hasSizeGreaterThan(300);
    assertThat(wrongAnswers(reader(KEYS.ring(engine)), tokens)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theTokensTheyAreMadeOfAreGood(Signatures engine) {
    ScanReader reader = reader(KEYS.ring(engine));
    PassForger forger = new PassForger(KEYS);

    assertThat(read(reader, forger.pass()).isVerified()).isTrue();
    assertThat(read(reader, forger.liveCode()).isVerified()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void everyVectorOnFileGetsItsAnswer(Signatures engine) {
    List<Hostile> vectors = HostileTokens.onFile();

    assertThat(vectors).hasSizeGreaterThan(300);
    assertThat(wrongAnswers(reader(TestKeys.published().ring(engine)), vectors)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theTwinOfASignatureIsTheSamePass(Signatures engine) {
    ScanReader reader = reader(KEYS.ring(engine));
    String pass = new PassForger(KEYS).pass();
    String twin = HostileTokens.twin(pass);

    VerifiedPass one = (VerifiedPass) read(reader, pass).token().orElseThrow();
    VerifiedPass two = (VerifiedPass) read(reader, twin).token().orElseThrow();
    assertThat(twin).isNotEqualTo(pass);
    assertThat(two.id()).isEqualTo(one.id());
    assertThat(two.index()).isEqualTo(one.index());
  }

  @Test
  void threeEnginesAreComparedWhereTheNativeOneLoads() {
    assertThat(Signatures.available()).hasSizeGreaterThanOrEqualTo(2);
  }
}
