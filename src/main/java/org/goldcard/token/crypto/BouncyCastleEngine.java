package org.goldcard.token.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * BouncyCastle through its own API, which costs half of what it costs through JCA. Its signers keep
 * state, so that each check makes its own; the key is translated once.
 */
final class BouncyCastleEngine implements SignatureEngine {
  private static final int HALF = Algorithm.SIGNATURE_LENGTH / 2;

  @Override
  public String name() {
    return "BouncyCastle";
  }

  @Override
  public Verifier verifier(PublicKeyBytes key) throws GeneralSecurityException {
    AsymmetricKeyParameter own = translate(() -> PublicKeyFactory.createKey(key.spki()));
    if (own instanceof Ed25519PublicKeyParameters ed) {
      return (message, length, signature) -> checkEd25519(ed, message, length, signature);
    }
    ECPublicKeyParameters ec = (ECPublicKeyParameters) own;
    return (message, length, signature) -> checkEs256(ec, message, length, signature);
  }

  @Override
  public Signer signer(Algorithm algorithm, byte[] pkcs8) throws GeneralSecurityException {
    AsymmetricKeyParameter own = translate(() -> PrivateKeyFactory.createKey(pkcs8));
    if (algorithm == Algorithm.EDDSA && own instanceof Ed25519PrivateKeyParameters ed) {
      return message -> signEd25519(ed, message);
    }
    if (algorithm == Algorithm.ES256 && own instanceof ECPrivateKeyParameters ec) {
      return message -> signEs256(ec, message);
    }
    throw new GeneralSecurityException("private key: not of this algorithm");
  }

  /** Whether bytes are a point of the main group of Ed25519, other than the neutral one. */
  static boolean isEd25519(byte[] raw) {
    return Ed25519.validatePublicKeyFull(raw, 0);
  }

  private static boolean checkEd25519(
      Ed25519PublicKeyParameters key, byte[] message, int length, byte[] signature) {
    return signature.length == Algorithm.SIGNATURE_LENGTH
        && key.verify(Ed25519.Algorithm.Ed25519, null, message, 0, length, signature, 0);
  }

  private static boolean checkEs256(
      ECPublicKeyParameters key, byte[] message, int length, byte[] signature) {
    if (signature.length != Algorithm.SIGNATURE_LENGTH) {
      return false;
    }
    ECDSASigner check = new ECDSASigner();
    check.init(false, key);
    BigInteger r = new BigInteger(1, signature, 0, HALF);
    BigInteger s = new BigInteger(1, signature, HALF, HALF);
    return check.verifySignature(Digests.sha256(message, length), r, s);
  }

  private static byte[] signEd25519(Ed25519PrivateKeyParameters key, byte[] message) {
    Ed25519Signer signing = new Ed25519Signer();
    signing.init(true, key);
    signing.update(message, 0, message.length);
    return signing.generateSignature();
  }

  private static byte[] signEs256(ECPrivateKeyParameters key, byte[] message) {
    ECDSASigner signing = new ECDSASigner();
    signing.init(true, new ParametersWithRandom(key, new SecureRandom()));
    BigInteger[] rs = signing.generateSignature(Digests.sha256(message));
    BigInteger order = key.getParameters().getN();
    return PlainDSAEncoding.INSTANCE.encode(order, rs[0], rs[1]);
  }

  private static AsymmetricKeyParameter translate(Translation translation)
      throws GeneralSecurityException {
    try {
      return translation.run();
    } catch (IOException | RuntimeException e) {
      throw new GeneralSecurityException("key: not readable", e);
    }
  }

  /** A key being read. */
  @FunctionalInterface
  private interface Translation {
    AsymmetricKeyParameter run() throws IOException;
  }
}
