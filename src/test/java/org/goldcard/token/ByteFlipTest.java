package org.goldcard.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.goldcard.token.jws.SignedText;
import org.junit.jupiter.api.Test;

/**
 * No single change of a token's text is accepted: every bit of every byte, and random characters.
 */
class ByteFlipTest {
  private final TokenFixture fixture = new TokenFixture();

  private boolean accepted(String text) {
    return fixture.reader.read(new SignedText(text), Network.ONLINE).isVerified();
  }

  private void refusesEveryChange(String good) {
    assertThat(accepted(good)).isTrue();
    for (int at = 0; at < good.length(); at++) {
      for (int bit = 0; bit < 16; bit++) {
        String changed = with(good, at, (char) (good.charAt(at) ^ 1 << bit));
        assertThat(accepted(changed)).as("bit %d of character %d", bit, at).isFalse();
      }
      assertThat(accepted(good.substring(0, at) + good.substring(at + 1)))
          .as("without %d", at)
          .isFalse();
    }
  }

  private void refusesRandomCharacters(String good) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 5000; round++) {
      int at = random.nextInt(good.length());
      char any = (char) random.nextInt(random.nextBoolean() ? 128 : 0x10000);
      if (any != good.charAt(at)) {
        assertThat(accepted(with(good, at, any))).as("seed %d, round %d", seed, round).isFalse();
      }
      String longer = good.substring(0, at) + any + good.substring(at);
      assertThat(accepted(longer)).as("seed %d, round %d, longer", seed, round).isFalse();
    }
  }

  private static String with(String text, int at, char c) {
    return text.substring(0, at) + c + text.substring(at + 1);
  }

  private String code() {
    return fixture
        .codes
        .ahead(TokenFixture.NUMBER, 4711, fixture.clock.instant(), 1)
        .get(0)
        .token()
        .text();
  }

  private String pass() {
    return fixture.passes.sign(TokenFixture.card()).text();
  }

  @Test
  void refusesALiveCodeWithAnyBitChanged() {
    refusesEveryChange(code());
  }

  @Test
  void refusesAPassWithAnyBitChanged() {
    refusesEveryChange(pass());
  }

  @Test
  void refusesALiveCodeWithAnyCharacterExchangedOrAdded() {
    refusesRandomCharacters(code());
  }

  @Test
  void refusesAPassWithAnyCharacterExchangedOrAdded() {
    refusesRandomCharacters(pass());
  }
}
