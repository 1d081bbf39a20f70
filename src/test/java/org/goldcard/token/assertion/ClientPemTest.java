package org.goldcard.token.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Public keys as openssl writes them. */
class ClientPemTest {
  private static String pem(byte[] spki, String kind) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(spki);
    return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
  }

  private static byte[] ec(String curve) throws Exception {
    KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
    pairs.initialize(new ECGenParameterSpec(curve));
    return pairs.generateKeyPair().getPublic().getEncoded();
  }

  private static byte[] other(String algorithm, int bits) throws Exception {
    KeyPairGenerator pairs = KeyPairGenerator.getInstance(algorithm);
    if (bits > 0) {
      pairs.initialize(bits);
    }
    return pairs.generateKeyPair().getPublic().getEncoded();
  }

  @Test
  void readsTheThreeKindsByTheirName() throws Exception {
    assertThat(ClientPem.read("k", pem(ec("secp256r1"), "PUBLIC KEY")).alg()).isEqualTo("ES256");
    assertThat(ClientPem.read("k", pem(other("Ed25519", 0), "PUBLIC KEY")).alg())
        .isEqualTo("EdDSA");
    ClientJwk rsa = ClientPem.read("k", pem(other("RSA", 2048), "PUBLIC KEY"));
    assertThat(rsa.alg()).isEqualTo("RS256");
    assertThat(rsa.kid()).isEqualTo("k");
    assertThat(ClientJwk.read(rsa.json())).isEqualTo(rsa);
  }

  @Test
  void refusesOtherKeysAndWeakOnes() throws Exception {
    for (byte[] bad : new byte[][] {ec("secp384r1"), other("RSA", 1024), other("Ed448", 0), {1}}) {
      assertThatThrownBy(() -> ClientPem.read("k", pem(bad, "PUBLIC KEY")))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> ClientPem.read("", pem(ec("secp256r1"), "PUBLIC KEY")))
        .hasMessageContaining("kid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "CERTIFICATE", "RSA PUBLIC KEY"})
  void takesAPublicKeyAndNothingElse(String kind) throws Exception {
    String text = pem(ec("secp256r1"), kind);
    assertThat(ClientPem.isMeant(text)).isTrue();
    assertThatThrownBy(() -> ClientPem.read("k", text)).hasMessage("pem: not one PUBLIC KEY");
  }

  @Test
  void aJwkIsNotMeantAsPem() {
    assertThat(ClientPem.isMeant("{\"kty\":\"OKP\"}")).isFalse();
  }
}
