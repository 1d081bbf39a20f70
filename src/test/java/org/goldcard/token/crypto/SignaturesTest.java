package org.goldcard.token.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignaturesTest {
  @Test
  void choosesAnEngineForBothAlgorithmsAndNamesIt() {
    Signatures signatures = Signatures.choose();

    assertThat(signatures.providers()).containsOnlyKeys(Algorithm.values());
    assertThat(signatures.provider(Algorithm.ES256)).isNotBlank();
    assertThat(signatures.selfTest()).isTrue();
  }

  @Test
  void fallsBackToBouncyCastleAndThenToTheJdk() {
    assertThat(Signatures.available().stream().map(s -> s.provider(Algorithm.EDDSA)))
        .anySatisfy(name -> assertThat(name).isEqualTo("BouncyCastle"))
        .anySatisfy(name -> assertThat(name).startsWith("JDK"));
  }

  @Test
  void refusesSmallOrderAndMixedOrderPublicKeys() {
    for (String point :
        new String[] {
          "0100000000000000000000000000000000000000000000000000000000000000",
          "0000000000000000000000000000000000000000000000000000000000000000",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
          "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
        }) {
      byte[] raw = HexFormat.of().parseHex(point);
      assertThatThrownBy(() -> new PublicKeyBytes(Algorithm.EDDSA, raw))
          .as(point)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining(point);
    }
  }

  @Test
  void refusesPointsOffTheCurve() {
    byte[] raw = new byte[64];
    assertThatThrownBy(() -> new PublicKeyBytes(Algorithm.ES256, raw))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] spki = KeyPairs.generate(Algorithm.ES256).getPublic().getEncoded();
    spki[spki.length - 1] ^= 1;
    assertThatThrownBy(() -> PublicKeyBytes.ofSpki(Algorithm.ES256, spki))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PublicKeyBytes.ofSpki(Algorithm.EDDSA, spki))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PublicKeyBytes(Algorithm.EDDSA, new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void decodesExactlyWhatEncodingWouldWrite() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      assertThat(Base64Url.decode(text)).as("seed %d", seed).isEqualTo(bytes);
      String other = changed(text, random);
      byte[] decoded = Base64Url.decode(other);
      if (decoded != null) {
        assertThat(Base64Url.encode(decoded)).as("seed %d", seed).isEqualTo(other);
        assertThat(Arrays.equals(decoded, bytes)).as("seed %d", seed).isEqualTo(other.equals(text));
      }
    }
  }

  private static String changed(String text, Random random) {
    int at = random.nextInt(text.length() + 1);
    char any = (char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x10000));
    int skip = at < text.length() && random.nextBoolean() ? 1 : 0;
    return text.substring(0, at) + any + text.substring(at + skip);
  }
}
