package org.goldcard.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.goldcard.card.CardNumber;
import org.goldcard.testkit.PassForger;
import org.goldcard.testkit.TestKeys;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.keys.KeyState;
import org.goldcard.token.keys.PublicKeyRecord;
import org.goldcard.token.keys.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveCodesTest {
  private static final CardNumber LONGEST_NUMBER =
      CardNumber.parse("9999999999999995").orElseThrow();
  private static final Instant LAST_FETCH = Instant.ofEpochSecond(LiveCodes.SLOT_END * 30 - 600);

  private final TokenFixture fixture = new TokenFixture();

  @ParameterizedTest
  @CsvSource({"L99,250", "L999,251"})
  void staysWithinQrVersionElevenAtLevelMForTheLongestValues(String kid, int length)
      throws WriterException {
    KeyRing ring = ringNamed(kid);
    LiveCodes codes = new LiveCodes(new JwsSigner(() -> ring), new SecureRandom());

    List<LiveCode> ahead = codes.ahead(LONGEST_NUMBER, (1 << 28) - 1, LAST_FETCH, 20);
    int longest = ahead.stream().mapToInt(c -> c.token().text().length()).max().orElseThrow();
    assertThat(longest).isEqualTo(length).isLessThanOrEqualTo(LiveCodes.LENGTH_MAX);
    assertThat(qrVersion(ahead.get(19).token().text())).isLessThanOrEqualTo(11);
  }

  @Test
  void oneCharacterMoreWouldNeedVersionTwelve() throws WriterException {
    assertThat(qrVersion("a".repeat(LiveCodes.LENGTH_MAX))).isEqualTo(11);
    assertThat(qrVersion("a".repeat(LiveCodes.LENGTH_MAX + 1))).isEqualTo(12);
  }

  private static int qrVersion(String text) throws WriterException {
    Map<EncodeHintType, Object> plain = Map.of();
    return Encoder.encode(text, ErrorCorrectionLevel.M, plain).getVersion().getVersionNumber();
  }

  private static KeyRing ringNamed(String kid) {
    TestKeys keys = new TestKeys();
    PublicKeyRecord r = keys.record(KeyPurpose.LIVE);
    PublicKeyRecord named =
        new PublicKeyRecord(
            kid, r.purpose(), r.key(), KeyState.ACTIVE, r.publishedAt(), r.activeAt(), null, null);
    byte[] pkcs8 = keys.pair(KeyPurpose.LIVE).getPrivate().getEncoded();
    var signer = TestKeys.signatures().signer(KeyPurpose.LIVE.algorithm(), pkcs8);
    return new KeyRing(
        List.of(named),
        List.of(new SigningKey(kid, KeyPurpose.LIVE, signer)),
        TestKeys.signatures());
  }

  @Test
  void givesTwentyCodesOfConsecutiveSlotsFromTheOneThatRuns() {
    List<LiveCode> codes = fixture.codes.ahead(TokenFixture.NUMBER, 1, fixture.clock.instant(), 20);

    assertThat(codes).hasSize(20);
    assertThat(codes.get(0).showFrom()).isEqualTo(Instant.parse("2026-11-23T04:00:00Z"));
    for (int i = 0; i < 20; i++) {
      LiveCode code = codes.get(i);
      assertThat(code.showFrom()).isEqualTo(codes.get(0).showFrom().plusSeconds(30L * i));
      assertThat(Duration.between(code.showFrom(), code.showUntil())).isEqualTo(LiveCodes.SLOT);
      fixture.clock.set(code.showFrom().plusSeconds(3));
      assertThat(fixture.reader.read(code.token(), Network.ONLINE).isVerified()).isTrue();
    }
  }

  @Test
  void everyCodeHasItsOwnNonce() {
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      texts.addAll(
          fixture.codes.ahead(TokenFixture.NUMBER, 1, fixture.clock.instant(), 20).stream()
              .map(c -> c.token().text())
              .collect(Collectors.toSet()));
    }
    assertThat(texts).hasSize(1000);
  }

  @Test
  void refusesMoreThanTenMinutesAndIndexesThatDoNotExist() {
    Instant now = fixture.clock.instant();
    assertThatThrownBy(() -> fixture.codes.ahead(TokenFixture.NUMBER, 1, now, 21))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fixture.codes.ahead(TokenFixture.NUMBER, 1, now, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fixture.codes.ahead(TokenFixture.NUMBER, 1 << 28, now, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fixture.codes.ahead(TokenFixture.NUMBER, -1, now, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void neverShowsTheTokenInALog() {
    SignedText token = PassForger.text(new PassForger(fixture.keys).liveCode());

    assertThat(token.toString()).doesNotContain("eyJ").contains("characters");
  }
}
