package org.goldcard.token.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * An engine over a JCA provider. Each key keeps one initialised {@link Signature} per thread: a
 * finished check leaves it ready for the next, which saves the look-up and the key set-up.
 */
final class JcaEngine implements SignatureEngine {
  private final String name;
  private final Provider provider;

  JcaEngine(String name, Provider provider) {
    this.name = name;
    this.provider = provider;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  @SuppressWarnings("ThreadLocalUsage") // One per key: it goes away with its key.
  public Verifier verifier(PublicKeyBytes key) throws GeneralSecurityException {
    PublicKey own =
        KeyFactory.getInstance(keyFactory(key.algorithm()), provider)
            .generatePublic(new X509EncodedKeySpec(key.spki()));
    PerThread signatures = new PerThread(provider, key.algorithm(), own, null);
    return (message, length, signature) -> check(signatures, message, length, signature);
  }

  @Override
  @SuppressWarnings("ThreadLocalUsage") // One per key: it goes away with its key.
  public Signer signer(Algorithm algorithm, byte[] pkcs8) throws GeneralSecurityException {
    PrivateKey own =
        KeyFactory.getInstance(keyFactory(algorithm), provider)
            .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    PerThread signatures = new PerThread(provider, algorithm, null, own);
    return message -> sign(signatures, message);
  }

  private static boolean check(PerThread signatures, byte[] message, int length, byte[] signature) {
    if (signature.length != Algorithm.SIGNATURE_LENGTH) {
      return false;
    }
    Signature check = signatures.get();
    try {
      check.update(message, 0, length);
      return check.verify(signature);
    } catch (SignatureException e) {
      // Thrown for numbers out of range; what state it leaves the object in is not promised.
      signatures.remove();
      return false;
    }
  }

  private static byte[] sign(PerThread signatures, byte[] message) {
    Signature signing = signatures.get();
    try {
      signing.update(message);
      return signing.sign();
    } catch (SignatureException e) {
      signatures.remove();
      throw new IllegalStateException("the provider cannot sign", e);
    }
  }

  private static String signature(Algorithm algorithm) {
    return algorithm == Algorithm.ES256 ? "SHA256withECDSAinP1363Format" : "Ed25519";
  }

  private static String keyFactory(Algorithm algorithm) {
    return algorithm == Algorithm.ES256 ? "EC" : "Ed25519";
  }

  /** The signature object of each thread; unreachable together with the key it belongs to. */
  private static final class PerThread extends ThreadLocal<Signature> {
    private final Provider provider;
    private final Algorithm algorithm;
    private final @Nullable PublicKey verifies;
    private final @Nullable PrivateKey signs;

    PerThread(
        Provider provider,
        Algorithm algorithm,
        @Nullable PublicKey verifies,
        @Nullable PrivateKey signs) {
      this.provider = provider;
      this.algorithm = algorithm;
      this.verifies = verifies;
      this.signs = signs;
    }

    @Override
    protected Signature initialValue() {
      try {
        Signature fresh = Signature.getInstance(signature(algorithm), provider);
        if (verifies != null) {
          fresh.initVerify(verifies);
        } else {
          fresh.initSign(signs);
        }
        return fresh;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("a key that was translated is refused", e);
      }
    }
  }
}
