package org.goldcard.token.keys;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/**
 * A private key as encrypted PKCS#8 in PEM: PBES2 with PBKDF2-HMAC-SHA256 and AES-256-CBC (RFC
 * 8018), the form that {@code openssl pkey} reads.
 */
final class PrivateKeyFile {
  /** Opening six keys at start takes a quarter of a second; the passphrase is long besides. */
  private static final int ITERATIONS = 100_000;

  private PrivateKeyFile() {}

  /** The text of the file. */
  static String write(byte[] pkcs8, char[] passphrase) {
    AlgorithmIdentifier hmacSha256 =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
    try (StringWriter text = new StringWriter();
        JcaPEMWriter pem = new JcaPEMWriter(text)) {
      var encryptor =
          new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
              .setPRF(hmacSha256)
              .setIterationCount(ITERATIONS)
              .build(passphrase);
      pem.writeObject(new PKCS8Generator(PrivateKeyInfo.getInstance(pkcs8), encryptor));
      pem.flush();
      return text.toString();
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("every Java platform has PBES2", e);
    }
  }

  /**
   * The PKCS#8 bytes of a file.
   *
   * @throws KeysRefused naming {@code where}
   */
  static byte[] read(String where, String text, char[] passphrase) {
    PKCS8EncryptedPrivateKeyInfo encrypted = parse(where, text);
    try {
      var decryptor = new JcePKCSPBEInputDecryptorProviderBuilder().build(passphrase);
      return encrypted.decryptPrivateKeyInfo(decryptor).getEncoded();
    } catch (IOException | PKCSException | RuntimeException e) {
      throw new KeysRefused(where, KeyProblem.What.WRONG_PASSPHRASE);
    }
  }

  private static PKCS8EncryptedPrivateKeyInfo parse(String where, String text) {
    try (PEMParser pem = new PEMParser(new StringReader(text))) {
      if (pem.readObject() instanceof PKCS8EncryptedPrivateKeyInfo encrypted
          && pem.readObject() == null) {
        return encrypted;
      }
    } catch (IOException | RuntimeException e) {
      // Falls through: whatever the parser stumbled over, the answer is the same.
    }
    throw new KeysRefused(where, KeyProblem.What.CORRUPT_PRIVATE);
  }
}
