package org.goldcard.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumberTest {
  // Luhn digit by hand: doubled from the right 0 0 .. 9*2=18 -> 9, so the sum is 9 and the digit 1.
  private static final String SMALLEST = "9000000000000001";

  @Test
  void theFirstDigitIsNineAndTheLastIsTheLuhnDigit() {
    assertThat(CardNumber.parse(SMALLEST)).isPresent();
    Random random = new Random(20180919);
    for (int i = 0; i < 1000; i++) {
      String digits = CardNumber.random(random).digits();
      assertThat(digits).hasSize(16).startsWith("9");
      assertThat(luhnSum(digits) % 10).isZero();
    }
  }

  @Test
  void oneWrongDigitIsNoticedEverywhere() {
    String digits = CardNumber.random(new Random(1)).digits();
    for (int i = 0; i < 16; i++) {
      char other = digits.charAt(i) == '9' ? '8' : (char) (digits.charAt(i) + 1);
      String wrong = digits.substring(0, i) + other + digits.substring(i + 1);
      assertThat(CardNumber.parse(wrong)).as("digit %d", i).isEmpty();
    }
  }

  @Test
  void isReadWithTheSpacesInWhichItIsShown() {
    CardNumber number = new CardNumber(SMALLEST);
    assertThat(number.inFours()).isEqualTo("9000 0000 0000 0001");
    assertThat(CardNumber.parse(" 9000 0000 0000 0001 ")).contains(number);
    assertThat(CardNumber.parse("9000-0000-0000-0001")).contains(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "9",
        "900000000000000",
        "90000000000000010",
        "8000000000000003",
        "９０００００００００００００01",
        "900000000000000a",
        "٩000000000000001"
      })
  void refusesWhatIsNoCardNumber(String text) {
    assertThat(CardNumber.parse(text)).isEmpty();
  }

  @Test
  void neverRepeatsAWrongNumberInItsMessage() {
    assertThatThrownBy(() -> new CardNumber("370102190001010019"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("370102");
  }

  @Test
  void randomNumbersDoNotRepeat() {
    Random random = new Random(7);
    Set<CardNumber> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      seen.add(CardNumber.random(random));
    }
    assertThat(seen).hasSize(10_000);
  }

  private static int luhnSum(String digits) {
    int sum = 0;
    for (int i = 0; i < 16; i++) {
      int d = digits.charAt(15 - i) - '0';
      sum += i % 2 == 0 ? d : d * 2 / 10 + d * 2 % 10;
    }
    return sum;
  }
}
