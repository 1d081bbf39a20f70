package org.goldcard.token.keys;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * A private key as encrypted PKCS#8 in PEM: PBES2 with PBKDF2-HMAC-SHA256 and AES-256-CBC (RFC
 * 8018), the form that {@code openssl pkey} reads. The passphrase counts as UTF-8. Keys are derived
 * by the JDK, which is several times faster at it than BouncyCastle; that one knows the structures.
 */
final class PrivateKeyFile {
  /** Opening six keys at start takes a quarter of a second; the passphrase is long besides. */
  private static final int ITERATIONS = 100_000;

  /** A file that asks for more would only stall the start. */
  private static final int ITERATIONS_MAX = 10_000_000;

  private static final int BLOCK = 16;
  private static final int KEY_BITS = 256;
  private static final String TYPE = "ENCRYPTED PRIVATE KEY";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final AlgorithmIdentifier HMAC_SHA256 =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);

  private PrivateKeyFile() {}

  /** The text of the file. */
  static String write(byte[] pkcs8, char[] passphrase) {
    PBKDF2Params derivation = new PBKDF2Params(random(), ITERATIONS, KEY_BITS / 8, HMAC_SHA256);
    byte[] iv = random();
    try (StringWriter text = new StringWriter();
        PemWriter pem = new PemWriter(text)) {
      byte[] sealed = run(Cipher.ENCRYPT_MODE, derivation, iv, passphrase, pkcs8);
      PBES2Parameters scheme =
          new PBES2Parameters(
              new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, derivation),
              new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv)));
      AlgorithmIdentifier pbes2 = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, scheme);
      pem.writeObject(new PemObject(TYPE, new EncryptedPrivateKeyInfo(pbes2, sealed).getEncoded()));
      pem.flush();
      return text.toString();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has PBES2", e);
    }
  }

  /**
   * The PKCS#8 bytes of a file.
   *
   * @throws KeysRefused naming {@code where}
   */
  static byte[] read(String where, String text, char[] passphrase) {
    EncryptedPrivateKeyInfo file = parse(where, text);
    PBES2Parameters scheme = scheme(where, file);
    try {
      PBKDF2Params derivation =
          PBKDF2Params.getInstance(scheme.getKeyDerivationFunc().getParameters());
      byte[] iv =
          ASN1OctetString.getInstance(scheme.getEncryptionScheme().getParameters()).getOctets();
      byte[] pkcs8 = run(Cipher.DECRYPT_MODE, derivation, iv, passphrase, file.getEncryptedData());
      // One wrong passphrase in 256 leaves a padding that looks right.
      return PrivateKeyInfo.getInstance(pkcs8).getEncoded();
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw new KeysRefused(where, KeyProblem.What.WRONG_PASSPHRASE);
    }
  }

  private static byte[] run(
      int mode, PBKDF2Params derivation, byte[] iv, char[] passphrase, byte[] data)
      throws GeneralSecurityException {
    int iterations = derivation.getIterationCount().intValueExact();
    if (iterations > ITERATIONS_MAX) {
      throw new GeneralSecurityException("more iterations than any file of ours");
    }
    PBEKeySpec spec = new PBEKeySpec(passphrase, derivation.getSalt(), iterations, KEY_BITS);
    byte[] key =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    spec.clearPassword();
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
    return cipher.doFinal(data);
  }

  private static PBES2Parameters scheme(String where, EncryptedPrivateKeyInfo file) {
    AlgorithmIdentifier algorithm = file.getEncryptionAlgorithm();
    try {
      if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
        PBES2Parameters scheme = PBES2Parameters.getInstance(algorithm.getParameters());
        if (isOurs(scheme)) {
          return scheme;
        }
      }
    } catch (RuntimeException e) {
      // Another shape of parameters is another form.
    }
    throw new KeysRefused(where, KeyProblem.What.CORRUPT_PRIVATE);
  }

  private static boolean isOurs(PBES2Parameters scheme) {
    KeyDerivationFunc derivation = scheme.getKeyDerivationFunc();
    return derivation.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)
        && PBKDF2Params.getInstance(derivation.getParameters()).getPrf().equals(HMAC_SHA256)
        && scheme.getEncryptionScheme().getAlgorithm().equals(NISTObjectIdentifiers.id_aes256_CBC);
  }

  private static EncryptedPrivateKeyInfo parse(String where, String text) {
    try (PemReader pem = new PemReader(new StringReader(text))) {
      PemObject object = pem.readPemObject();
      if (object != null && object.getType().equals(TYPE) && pem.readPemObject() == null) {
        return EncryptedPrivateKeyInfo.getInstance(object.getContent());
      }
    } catch (IOException | RuntimeException e) {
      // Falls through: whatever the parser stumbled over, the answer is the same.
    }
    throw new KeysRefused(where, KeyProblem.What.CORRUPT_PRIVATE);
  }

  private static byte[] random() {
    byte[] bytes = new byte[BLOCK];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
