package org.goldcard.token.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.goldcard.testkit.RfcKeys;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The signed examples of RFC 7515 appendix A.3 and RFC 8037 appendix A, by every engine. */
class StandardExamplesTest {
  private static final String ES256_SIGNED =
      "eyJhbGciOiJFUzI1NiJ9."
          + "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
  private static final String ES256_SIGNATURE =
      "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
  private static final String EDDSA_SIGNED =
      "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
  private static final String EDDSA_SIGNATURE =
      "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

  static Stream<Signatures> engines() {
    return Signatures.available().stream();
  }

  private static PublicKeyBytes es256() {
    return PublicKeyBytes.ofSpki(Algorithm.ES256, RfcKeys.es256().getPublic().getEncoded());
  }

  private static PublicKeyBytes ed25519() {
    return PublicKeyBytes.ofSpki(Algorithm.EDDSA, RfcKeys.ed25519().getPublic().getEncoded());
  }

  private static boolean verifies(Verifier verifier, String signed, String signature) {
    byte[] message = signed.getBytes(StandardCharsets.US_ASCII);
    return verifier.verify(
        message, message.length, Objects.requireNonNull(Base64Url.decode(signature)));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void verifiesRfc7515AppendixA3(Signatures engine) {
    Verifier verifier = engine.verifier(es256());

    assertThat(verifies(verifier, ES256_SIGNED, ES256_SIGNATURE)).isTrue();
    assertThat(verifies(verifier, ES256_SIGNED + "A", ES256_SIGNATURE)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void verifiesRfc8037AppendixA5(Signatures engine) {
    Verifier verifier = engine.verifier(ed25519());

    assertThat(verifies(verifier, EDDSA_SIGNED, EDDSA_SIGNATURE)).isTrue();
    assertThat(verifies(verifier, EDDSA_SIGNED + "A", EDDSA_SIGNATURE)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void signsRfc8037AppendixA4ToTheLetter(Signatures engine) {
    byte[] pkcs8 = RfcKeys.ed25519().getPrivate().getEncoded();
    byte[] message = EDDSA_SIGNED.getBytes(StandardCharsets.US_ASCII);

    byte[] signature = engine.signer(Algorithm.EDDSA, pkcs8).sign(message);
    assertThat(Base64Url.encode(signature)).isEqualTo(EDDSA_SIGNATURE);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void everyEngineVerifiesWhatEveryOtherSigns(Signatures engine) {
    byte[] message = ES256_SIGNED.getBytes(StandardCharsets.US_ASCII);
    byte[] pkcs8 = RfcKeys.es256().getPrivate().getEncoded();
    byte[] signature = engine.signer(Algorithm.ES256, pkcs8).sign(message);

    for (Signatures other : Signatures.available()) {
      Verifier verifier = other.verifier(es256());
      assertThat(verifier.verify(message, message.length, signature))
          .as("%s by %s", engine.providers(), other.providers())
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void staysUsableAfterAMalformedSignature(Signatures engine) {
    Verifier verifier = engine.verifier(es256());
    byte[] message = ES256_SIGNED.getBytes(StandardCharsets.US_ASCII);

    assertThat(verifier.verify(message, message.length, new byte[64])).isFalse();
    assertThat(verifier.verify(message, message.length, new byte[63])).isFalse();
    assertThat(verifies(verifier, ES256_SIGNED, ES256_SIGNATURE)).isTrue();
  }
}
