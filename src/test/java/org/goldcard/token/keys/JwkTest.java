package org.goldcard.token.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.util.io.pem.PemReader;
import org.goldcard.testkit.RfcKeys;
import org.goldcard.token.crypto.Algorithm;
import org.goldcard.token.crypto.PublicKeyBytes;
import org.junit.jupiter.api.Test;

class JwkTest {
  /** RFC 7638 section 3.1. */
  private static final String RSA_N =
      "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1"
          + "L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4"
          + "QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbO"
          + "pbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csF"
          + "Cur-kEgU8awapJzKnqDKgw";

  @Test
  void namesTheKeyOfRfc7638AsItDoes() {
    assertThat(Jwk.thumbprint(Map.of("kty", "RSA", "n", RSA_N, "e", "AQAB")))
        .isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
  }

  @Test
  void namesTheKeyOfRfc8037AppendixA3AsItDoes() {
    byte[] spki = RfcKeys.ed25519().getPublic().getEncoded();
    assertThat(Jwk.thumbprint(PublicKeyBytes.ofSpki(Algorithm.EDDSA, spki)))
        .isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  }

  @Test
  void privateFilesOpenWithTheJdksOwnPkcs8Reader() throws IOException, GeneralSecurityException {
    byte[] pkcs8 = RfcKeys.es256().getPrivate().getEncoded();
    String pem = PrivateKeyFile.write(pkcs8, "spring of baotu, three jets".toCharArray());

    byte[] der;
    try (PemReader reader = new PemReader(new StringReader(pem))) {
      der = reader.readPemObject().getContent();
    }
    EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
    String scheme = info.getAlgParameters().toString();
    assertThat(scheme).isEqualTo("PBEWithHmacSHA256AndAES_256");
    var key =
        SecretKeyFactory.getInstance(scheme)
            .generateSecret(new PBEKeySpec("spring of baotu, three jets".toCharArray()));
    Cipher cipher = Cipher.getInstance(scheme);
    cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
    assertThat(info.getKeySpec(cipher).getEncoded()).isEqualTo(pkcs8);
  }

  @Test
  void saysWrongPassphraseEvenWhenThePaddingHappensToBeRight() {
    byte[] pkcs8 = RfcKeys.ed25519().getPrivate().getEncoded();
    String pem = PrivateKeyFile.write(pkcs8, "spring of baotu, three jets".toCharArray());

    for (int i = 0; i < 12; i++) {
      char[] other = ("another passphrase " + i).toCharArray();
      assertThatThrownBy(() -> PrivateKeyFile.read("L01.pem", pem, other))
          .satisfies(KeyStoreTest.refusedFor(KeyProblem.What.WRONG_PASSPHRASE));
    }
  }
}
