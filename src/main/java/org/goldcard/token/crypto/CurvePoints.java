package org.goldcard.token.crypto;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Whether bytes are a usable point of P-256 (SP 800-186 section 3.2.1.3) or of Ed25519 (RFC 8032
 * section 5.1): for public keys as they are read, never for anything secret and never for a
 * signature. Without BouncyCastle an Ed25519 key takes some milliseconds, over big integers.
 */
final class CurvePoints {
  private static final int COORDINATE = 32;

  private static final BigInteger P256_P =
      hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
  private static final BigInteger P256_B =
      hex("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");

  /** 2^255 - 19. */
  private static final BigInteger ED_P =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

  /** The order of the main group. */
  private static final BigInteger ED_L =
      BigInteger.ONE.shiftLeft(252).add(hex("14def9dea2f79cd65812631a5cf5d3ed"));

  /** -121665/121666. */
  private static final BigInteger ED_D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(ED_P)).mod(ED_P);

  private static final BigInteger TWO = BigInteger.TWO;
  private static final BigInteger THREE = BigInteger.valueOf(3);
  private static final BigInteger ROOT_OF_MINUS_ONE =
      TWO.modPow(ED_P.subtract(BigInteger.ONE).shiftRight(2), ED_P);

  private static final boolean BOUNCY_CASTLE = isBouncyCastleThere();

  private CurvePoints() {}

  /** The verifier's own jar comes without it. */
  private static boolean isBouncyCastleThere() {
    try {
      String name = "org.bouncycastle.math.ec.rfc8032.Ed25519";
      return Class.forName(name, false, CurvePoints.class.getClassLoader()) != null;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private static BigInteger hex(String hex) {
    return new BigInteger(hex, 16);
  }

  /** Whether x ‖ y is a point of P-256; each of them but the neutral one is of the main group. */
  static boolean isP256(byte[] raw) {
    BigInteger x = new BigInteger(1, raw, 0, COORDINATE);
    BigInteger y = new BigInteger(1, raw, COORDINATE, COORDINATE);
    if (x.compareTo(P256_P) >= 0 || y.compareTo(P256_P) >= 0) {
      return false;
    }
    BigInteger right = x.multiply(x).subtract(THREE).multiply(x).add(P256_B).mod(P256_P);
    return y.multiply(y).mod(P256_P).equals(right);
  }

  /** Whether a spelling is that of a point of the main group of Ed25519 other than the neutral. */
  static boolean isEd25519(byte[] raw) {
    return BOUNCY_CASTLE ? BouncyCastleEngine.isEd25519(raw) : isEd25519ByItself(raw);
  }

  /** The same by nothing but big integers. */
  static boolean isEd25519ByItself(byte[] raw) {
    byte[] big = new byte[COORDINATE];
    for (int i = 0; i < COORDINATE; i++) {
      big[i] = raw[COORDINATE - 1 - i];
    }
    boolean odd = big[0] < 0;
    big[0] &= 0x7f;
    BigInteger y = new BigInteger(1, big);
    BigInteger x = y.compareTo(ED_P) < 0 ? x(y, odd) : null;
    if (x == null) {
      return false;
    }
    EdPoint point = new EdPoint(x, y, BigInteger.ONE, times(x, y));
    return !point.isNeutral() && point.times(ED_L).isNeutral();
  }

  /** The x of a y and a sign (RFC 8032 section 5.1.3); null where there is none. */
  private static @Nullable BigInteger x(BigInteger y, boolean odd) {
    BigInteger square = times(y, y);
    BigInteger u = square.subtract(BigInteger.ONE).mod(ED_P);
    BigInteger v = ED_D.multiply(square).add(BigInteger.ONE).mod(ED_P);
    BigInteger wanted = times(u, v.modInverse(ED_P));
    BigInteger x = wanted.modPow(ED_P.add(THREE).shiftRight(3), ED_P);
    if (!times(x, x).equals(wanted)) {
      x = times(x, ROOT_OF_MINUS_ONE);
    }
    if (!times(x, x).equals(wanted) || (x.signum() == 0 && odd)) {
      return null;
    }
    return x.testBit(0) == odd ? x : ED_P.subtract(x);
  }

  private static BigInteger times(BigInteger a, BigInteger b) {
    return a.multiply(b).mod(ED_P);
  }

  /** A point in extended coordinates (RFC 8032 section 5.1.4). */
  private record EdPoint(BigInteger x, BigInteger y, BigInteger z, BigInteger t) {
    private static final EdPoint NEUTRAL =
        new EdPoint(BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE, BigInteger.ZERO);

    private boolean isNeutral() {
      return x.signum() == 0 && y.equals(z);
    }

    /** The addition law is complete: it holds for equal points and the neutral one too. */
    private EdPoint plus(EdPoint other) {
      BigInteger a = CurvePoints.times(y.subtract(x), other.y.subtract(other.x));
      BigInteger b = CurvePoints.times(y.add(x), other.y.add(other.x));
      BigInteger c = CurvePoints.times(t.multiply(TWO), CurvePoints.times(ED_D, other.t));
      BigInteger d = CurvePoints.times(z.multiply(TWO), other.z);
      BigInteger e = b.subtract(a);
      BigInteger f = d.subtract(c);
      BigInteger g = d.add(c);
      BigInteger h = b.add(a);
      return new EdPoint(
          CurvePoints.times(e, f),
          CurvePoints.times(g, h),
          CurvePoints.times(f, g),
          CurvePoints.times(e, h));
    }

    private EdPoint times(BigInteger factor) {
      EdPoint sum = NEUTRAL;
      for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
        sum = sum.plus(sum);
        if (factor.testBit(bit)) {
          sum = sum.plus(this);
        }
      }
      return sum;
    }
  }
}
