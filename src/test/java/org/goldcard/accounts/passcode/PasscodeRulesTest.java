package org.goldcard.accounts.passcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.goldcard.accounts.passcode.PasscodeRules.Flaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasscodeRulesTest {
  private static final List<String> OWN = List.of("370102190001010019", "14000000001");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "济南趵突泉三股水清",
        "correct horse battery",
        "7#kd0Qz!",
        "lake-daming-1982",
        "quiet1234rain",
        "VanDerBerg'68",
        "𠮷𠮷田家住在泉边"
      })
  void takesWhatIsHardToGuess(String passcode) {
    assertThat(PasscodeRules.flaw(passcode, OWN)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345678", "87654321", "00000000", "abcabcabc", "qwertyuiop", "1qaz2wsx", "PassWord123",
            "19000101",
        "20081231", "abcdefgh", "woaini1314", "Quancheng", "asdfghjk", "12345678a", "jinan123",
            "5201314520"
      })
  void refusesWhatEverybodyTriesFirst(String passcode) {
    assertThat(PasscodeRules.flaw(passcode, OWN)).contains(Flaw.COMMON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"14000000001", "a01010019", "370102ab"})
  void refusesTheHoldersOwnNumbers(String passcode) {
    assertThat(PasscodeRules.flaw(passcode, OWN)).contains(Flaw.OWN);
  }

  @Test
  void countsCharactersAndNotUnits() {
    assertThat(PasscodeRules.flaw("𠮷田家七字密码", OWN)).contains(Flaw.SHORT);
    assertThat(PasscodeRules.flaw("𠮷田家有八字密码", OWN)).isEmpty();
    assertThat(PasscodeRules.flaw("x7!".repeat(21) + "yz", OWN)).contains(Flaw.LONG);
  }

  @Test
  void isTheSameHoweverAKeyboardSpellsIt() {
    assertThat(PasscodeRules.normalised("ｌａｋｅ－１９８２")).isEqualTo("lake-1982");
  }
}
