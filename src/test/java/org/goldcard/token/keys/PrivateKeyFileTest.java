package org.goldcard.token.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.goldcard.token.crypto.Algorithm;
import org.goldcard.token.crypto.KeyPairs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeyFileTest {
  private static final String PASSPHRASE = "泉城 correct horse battery";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void readsBackWhatItWrote(Algorithm algorithm) {
    byte[] pkcs8 = KeyPairs.generate(algorithm).getPrivate().getEncoded();
    String text = PrivateKeyFile.write(pkcs8, PASSPHRASE.toCharArray());
    assertThat(text).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
    assertThat(PrivateKeyFile.read("file", text, PASSPHRASE.toCharArray())).isEqualTo(pkcs8);
  }

  @Test
  void opensslOpensIt() throws Exception {
    byte[] pkcs8 = KeyPairs.generate(Algorithm.ES256).getPrivate().getEncoded();
    Path pem = folder.resolve("key.pem");
    Files.writeString(pem, PrivateKeyFile.write(pkcs8, PASSPHRASE.toCharArray()));
    Path secret = Files.writeString(folder.resolve("secret"), PASSPHRASE, StandardCharsets.UTF_8);
    Process openssl = openssl(pem, secret);
    byte[] der = openssl.getInputStream().readAllBytes();
    assertThat(openssl.waitFor()).isZero();
    assertThat(der).isEqualTo(pkcs8);
  }

  private static Process openssl(Path pem, Path secret) {
    try {
      return new ProcessBuilder(
              "openssl",
              "pkcs8",
              "-in",
              pem.toString(),
              "-passin",
              "file:" + secret,
              "-topk8",
              "-nocrypt",
              "-outform",
              "DER")
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new AssertionError("openssl is missing: apt-get install openssl", e);
    }
  }

  @Test
  void anotherPassphraseDoesNotOpenIt() {
    byte[] pkcs8 = KeyPairs.generate(Algorithm.EDDSA).getPrivate().getEncoded();
    String text = PrivateKeyFile.write(pkcs8, PASSPHRASE.toCharArray());
    assertThatThrownBy(() -> PrivateKeyFile.read("file", text, "another".toCharArray()))
        .isInstanceOf(KeysRefused.class)
        .hasMessageContaining("file")
        .hasMessageContaining("passphrase");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA"
      })
  void anotherFormIsCorrupt(String text) {
    assertThatThrownBy(() -> PrivateKeyFile.read("file", text, PASSPHRASE.toCharArray()))
        .isInstanceOf(KeysRefused.class)
        .hasMessageContaining("corrupt");
  }
}
