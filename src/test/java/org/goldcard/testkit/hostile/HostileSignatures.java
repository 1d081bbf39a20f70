package org.goldcard.testkit.hostile;

import static org.goldcard.testkit.PassForger.header;
import static org.goldcard.testkit.PassForger.liveClaims;
import static org.goldcard.testkit.PassForger.passClaims;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.goldcard.testkit.PassForger;
import org.goldcard.token.jws.Flaw;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.token.keys.KeyPurpose;

/** Attacks on algorithm and signature. */
final class HostileSignatures {
  private static final BigInteger P256_ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final BigInteger ED25519_ORDER =
      new BigInteger(
          "7237005577332262213973186563042994240857116359379907606001950938285454250989");
  private static final String LIVE = TokenKind.LIVE_CODE.typ();
  private static final String PASS = TokenKind.PASS.typ();

  private final PassForger forger;
  private final List<Hostile> all = new ArrayList<>();

  HostileSignatures(PassForger forger) {
    this.forger = forger;
  }

  List<Hostile> all() {
    algorithms();
    keyConfusion();
    signatures();
    edwardsSignatures();
    return all;
  }

  private void add(String family, String name, Flaw expects, String token) {
    all.add(new Hostile(family, name, expects, token));
  }

  private void algorithms() {
    for (String none : List.of("none", "None", "NONE", "nOnE", "", " none")) {
      String head = header(none, "L01", LIVE);
      String unsigned = PassForger.signed(head, liveClaims().getBytes(StandardCharsets.UTF_8));
      add("algorithms", "'" + none + "' unsigned", Flaw.NOT_THREE_PARTS, unsigned + ".");
      add("algorithms", "'" + none + "' signed", Flaw.WRONG_ALGORITHM, live(head));
    }
    for (String alg : List.of("ES256", "Ed25519", "HS256", "RS256", "PS256", "ES384", "eddsa")) {
      add(
          "algorithms",
          alg + " on the live key",
          Flaw.WRONG_ALGORITHM,
          live(header(alg, "L01", LIVE)));
    }
    for (String alg : List.of("EdDSA", "HS256", "RS256", "PS512", "ES256K", "ES512", "es256")) {
      String token = forger.sign(KeyPurpose.PASS, header(alg, "P01", PASS), passClaims());
      add("algorithms", alg + " on the pass key", Flaw.WRONG_ALGORITHM, token);
    }
  }

  private void keyConfusion() {
    byte[] spki = forger.keys().record(KeyPurpose.PASS).key().spki();
    byte[] raw = forger.keys().record(KeyPurpose.LIVE).key().raw();
    String pass = header("HS256", "P01", PASS);
    add(
        "algorithms",
        "HS256 with our SPKI",
        Flaw.WRONG_ALGORITHM,
        forger.hs256(pass, passClaims(), spki));
    String code = header("HS256", "L01", LIVE);
    add(
        "algorithms",
        "HS256 with our raw key",
        Flaw.WRONG_ALGORITHM,
        forger.hs256(code, liveClaims(), raw));
    String claimed = header("EdDSA", "L01", LIVE);
    add(
        "algorithms",
        "HMAC under EdDSA",
        Flaw.SIGNATURE_LENGTH,
        forger.hs256(claimed, liveClaims(), raw));
    add(
        "algorithms",
        "missing",
        Flaw.BAD_HEADER,
        live("{\"kid\":\"L01\",\"typ\":\"" + LIVE + "\"}"));
    add("algorithms", "a list", Flaw.BAD_HEADER, live(code.replace("\"HS256\"", "[\"EdDSA\"]")));
    add("algorithms", "null", Flaw.BAD_HEADER, live(code.replace("\"HS256\"", "null")));
  }

  private void signatures() {
    String pass = forger.pass();
    byte[] good = PassForger.signatureOf(pass);
    signature("all zero", pass, Flaw.BAD_SIGNATURE, new byte[64]);
    byte[] order = bytes(P256_ORDER);
    signature("r and s the order", pass, Flaw.BAD_SIGNATURE, join(order, order));
    signature("s zero", pass, Flaw.BAD_SIGNATURE, join(Arrays.copyOf(good, 32), new byte[32]));
    signature("s the order", pass, Flaw.BAD_SIGNATURE, join(Arrays.copyOf(good, 32), order));
    signature(
        "r one, s one",
        pass,
        Flaw.BAD_SIGNATURE,
        join(bytes(BigInteger.ONE), bytes(BigInteger.ONE)));
    signature("63 bytes", pass, Flaw.SIGNATURE_LENGTH, Arrays.copyOf(good, 63));
    signature("65 bytes", pass, Flaw.SIGNATURE_LENGTH, Arrays.copyOf(good, 65));
    signature("1 byte", pass, Flaw.SIGNATURE_LENGTH, new byte[1]);
    signature("DER", pass, Flaw.SIGNATURE_LENGTH, der(good));
    signature(
        "of another pass",
        pass,
        Flaw.BAD_SIGNATURE,
        PassForger.signatureOf(forger.pass(passClaims().replace("\"B\"", "\"A\""))));
  }

  private void edwardsSignatures() {
    String code = forger.liveCode();
    byte[] ed = PassForger.signatureOf(code);
    signature("Ed25519 S + L", code, Flaw.BAD_SIGNATURE, plusOrder(ed));
    signature("Ed25519 all zero", code, Flaw.BAD_SIGNATURE, new byte[64]);
    byte[] neutral = new byte[64];
    neutral[0] = 1;
    signature("Ed25519 neutral R, zero S", code, Flaw.BAD_SIGNATURE, neutral);
    String foreign =
        forger.sign(KeyPurpose.ACCESS, PassForger.header(TokenKind.LIVE_CODE), liveClaims());
    add("signatures", "of our access key", Flaw.BAD_SIGNATURE, foreign);
  }

  private String live(String header) {
    return forger.sign(KeyPurpose.LIVE, header, liveClaims());
  }

  private void signature(String name, String token, Flaw expects, byte[] signature) {
    add("signatures", name, expects, PassForger.withSignature(token, signature));
  }

  /** The same Ed25519 signature with S + L, which a careless verifier takes (RFC 8032 5.1.7). */
  private static byte[] plusOrder(byte[] signature) {
    byte[] s = new byte[32];
    for (int i = 0; i < 32; i++) {
      s[i] = signature[63 - i];
    }
    byte[] sum = bytes(new BigInteger(1, s).add(ED25519_ORDER));
    byte[] twin = Arrays.copyOf(signature, 64);
    for (int i = 0; i < 32; i++) {
      twin[63 - i] = sum[i];
    }
    return twin;
  }

  /** The ECDSA twin (r, n − s): another signature of the same meaning. */
  static byte[] twin(byte[] signature) {
    BigInteger s = new BigInteger(1, signature, 32, 32);
    return join(Arrays.copyOf(signature, 32), bytes(P256_ORDER.subtract(s)));
  }

  private static byte[] der(byte[] signature) {
    byte[] r = new BigInteger(1, signature, 0, 32).toByteArray();
    byte[] s = new BigInteger(1, signature, 32, 32).toByteArray();
    byte[] head = {0x30, (byte) (4 + r.length + s.length), 2, (byte) r.length};
    return join(join(head, r), join(new byte[] {2, (byte) s.length}, s));
  }

  private static byte[] bytes(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return fixed;
  }

  private static byte[] join(byte[] one, byte[] two) {
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }
}
