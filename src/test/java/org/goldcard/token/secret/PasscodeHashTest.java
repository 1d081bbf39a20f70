package org.goldcard.token.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PasscodeHashTest {
  private final PasscodeHash hash = new PasscodeHash(new Random(7));

  @Test
  void knowsAPasscodeAgainAndNoOther() {
    String stored = hash.hash("泉城 lake-1982");
    assertThat(hash.matches("泉城 lake-1982", stored)).isTrue();
    assertThat(hash.matches("泉城 lake-1983", stored)).isFalse();
    assertThat(hash.matches("", stored)).isFalse();
  }

  @Test
  void storesTheSamePasscodeInAnotherFormEachTime() {
    String stored = hash.hash("lake-daming");
    assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("lake");
    assertThat(hash.hash("lake-daming")).isNotEqualTo(stored);
  }

  @Test
  void readsWhatAnotherImplementationStored() {
    // From the tests of the reference implementation, phc-winner-argon2, src/test.c.
    String stored =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(hash.matches("password", stored)).isTrue();
    assertThat(hash.matches("passwort", stored)).isFalse();
  }

  @Test
  void answersNoWhereNothingIsStored() {
    assertThat(hash.matches("password", null)).isFalse();
  }

  @Test
  void refusesAStoredFormThatIsNoneAndNeverRepeatsIt() {
    assertThatThrownBy(() -> hash.matches("x", "$argon2id$secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> hash.matches("x", hash.hash("y").replace("m=19456", "m=9999999")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
