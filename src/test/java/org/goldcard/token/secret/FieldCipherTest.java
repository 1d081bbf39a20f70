package org.goldcard.token.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class FieldCipherTest {
  private static final byte[] ONE = filled(1);
  private static final byte[] TWO = filled(2);
  private final FieldCipher cipher = new FieldCipher(Map.of(1, ONE), 1, new SecureRandom());

  private static byte[] filled(int value) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) value);
    return key;
  }

  @Test
  void givesBackWhatWasEncryptedAndLooksDifferentEachTime() {
    byte[] one = cipher.encrypt("document", "护照 E12345678");
    byte[] two = cipher.encrypt("document", "护照 E12345678");

    assertThat(cipher.decrypt("document", one)).isEqualTo("护照 E12345678");
    assertThat(cipher.decrypt("document", two)).isEqualTo("护照 E12345678");
    assertThat(one).isNotEqualTo(two).startsWith(1, 1);
    assertThat(cipher.decrypt("phone", cipher.encrypt("phone", ""))).isEmpty();
  }

  @Test
  void doesNotOpenInAnotherField() {
    byte[] document = cipher.encrypt("document", "E12345678");

    assertThatThrownBy(() -> cipher.decrypt("phone", document))
        .isInstanceOf(FieldUnreadable.class)
        .hasMessageContaining("phone")
        .hasMessageNotContaining("E1234");
  }

  @Test
  void doesNotOpenWithAnyByteChangedOrCut() {
    byte[] good = cipher.encrypt("phone", "+8613800000000");
    for (int i = 0; i < good.length; i++) {
      byte[] changed = good.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> cipher.decrypt("phone", changed))
          .isInstanceOf(FieldUnreadable.class);
      byte[] cut = Arrays.copyOf(good, i);
      assertThatThrownBy(() -> cipher.decrypt("phone", cut)).isInstanceOf(FieldUnreadable.class);
    }
  }

  @Test
  void readsOldKeysWhileItWritesWithTheNew() {
    byte[] old = cipher.encrypt("phone", "+8613800000000");
    FieldCipher both = new FieldCipher(Map.of(1, ONE, 2, TWO), 2, new SecureRandom());

    assertThat(both.decrypt("phone", old)).isEqualTo("+8613800000000");
    assertThat(both.isOutdated(old)).isTrue();
    byte[] fresh = both.encrypt("phone", "+8613800000000");
    assertThat(both.isOutdated(fresh)).isFalse();
    assertThatThrownBy(() -> cipher.decrypt("phone", fresh)).isInstanceOf(FieldUnreadable.class);
  }

  @Test
  void refusesKeysThatAreNotThirtyTwoBytes() {
    assertThatThrownBy(() -> new FieldCipher(Map.of(1, new byte[31]), 1, new SecureRandom()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FieldCipher(Map.of(1, ONE), 2, new SecureRandom()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FieldCipher(Map.of(256, ONE), 256, new SecureRandom()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FieldIndex(new byte[33]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void derivesItsKeysAsRfc5869Says() throws GeneralSecurityException {
    byte[] extracted = hmac(new byte[32], ONE);
    byte[] info = "goldcard field encryption 1\u0001".getBytes(StandardCharsets.US_ASCII);

    assertThat(Derivation.derive(ONE, "goldcard field encryption 1"))
        .isEqualTo(hmac(extracted, info));
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  @Test
  void findsEqualValuesOfOneFieldAndOneKeyOnly() {
    FieldIndex index = new FieldIndex(ONE);

    assertThat(index.hexKey("document", "E12345678"))
        .isEqualTo(new FieldIndex(ONE).hexKey("document", "E12345678"))
        .hasSize(64);
    assertThat(index.key("document", "E12345678"))
        .isNotEqualTo(index.key("phone", "E12345678"))
        .isNotEqualTo(index.key("document", "E12345679"))
        .isNotEqualTo(new FieldIndex(TWO).key("document", "E12345678"));
  }

  @Test
  void storesClientSecretsAsTheirHash() {
    String secret = Secrets.random(new SecureRandom());

    assertThat(secret)
        .matches("[A-Za-z0-9_-]{43}")
        .isNotEqualTo(Secrets.random(new SecureRandom()));
    assertThat(Secrets.hash("abc")).isEqualTo("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
    assertThat(Secrets.matches(secret, Secrets.hash(secret))).isTrue();
    assertThat(Secrets.matches(secret + "x", Secrets.hash(secret))).isFalse();
    assertThat(Secrets.matches(secret, "")).isFalse();
  }
}
