package org.goldcard.token.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a usable public key, beside what BouncyCastle says of the same bytes. */
class CurvePointsTest {
  private static final int ROUNDS = 60;
  private static final HexFormat HEX = HexFormat.of();

  private static byte[] ed25519() {
    byte[] spki = KeyPairs.generate(Algorithm.EDDSA).getPublic().getEncoded();
    return Arrays.copyOfRange(spki, spki.length - 32, spki.length);
  }

  private static byte[] p256() {
    byte[] spki = KeyPairs.generate(Algorithm.ES256).getPublic().getEncoded();
    return Arrays.copyOfRange(spki, spki.length - 64, spki.length);
  }

  private static boolean bouncyP256(byte[] raw) {
    byte[] point = new byte[raw.length + 1];
    point[0] = 4;
    System.arraycopy(raw, 0, point, 1, raw.length);
    try {
      return CustomNamedCurves.getByName("P-256").getCurve().decodePoint(point).isValid();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void takesEveryKeyThatIsMade() {
    for (int i = 0; i < 10; i++) {
      assertThat(CurvePoints.isEd25519ByItself(ed25519())).isTrue();
      assertThat(CurvePoints.isP256(p256())).isTrue();
    }
  }

  @Test
  void saysWhatBouncyCastleSaysOfBytesAtRandomAndOfKeysWithOneBitChanged() {
    long seed = 20180919;
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] any = new byte[32];
      random.nextBytes(any);
      byte[] changed = ed25519();
      changed[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
      for (byte[] raw : List.of(any, changed)) {
        assertThat(CurvePoints.isEd25519ByItself(raw))
            .as("seed %d, %s", seed, HEX.formatHex(raw))
            .isEqualTo(Ed25519.validatePublicKeyFull(raw, 0));
      }
      byte[] bent = p256();
      bent[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
      assertThat(CurvePoints.isP256(bent)).isEqualTo(bouncyP256(bent)).isFalse();
    }
  }

  /** The eight points of small order, and two spellings beyond the field. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
      })
  void refusesPointsOfSmallOrder(String hex) {
    assertThat(CurvePoints.isEd25519ByItself(HEX.parseHex(hex))).isFalse();
  }

  @Test
  void refusesP256CoordinatesBeyondTheField() {
    byte[] raw = p256();
    assertThat(CurvePoints.isP256(new byte[64])).isFalse();
    Arrays.fill(raw, (byte) 0xff);
    assertThat(CurvePoints.isP256(raw)).isFalse();
  }
}
