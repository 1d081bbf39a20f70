package org.goldcard.token.sandbox;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.goldcard.token.crypto.Algorithm;
import org.goldcard.token.crypto.PublicKeyBytes;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.keys.KeyState;
import org.goldcard.token.keys.PublicKeyRecord;
import org.goldcard.token.keys.SigningKey;

/**
 * Derives the keys of the sandbox from secrets that all nodes share, so that a code fetched at one
 * node is read by the others. No key of the service signs anything of the sandbox, or reads it.
 */
public final class SandboxKeys {
  private static final Instant ALWAYS = Instant.parse("2026-01-01T00:00:00Z");
  private static final String NUMBER = "999";
  private static final int LENGTH = 32;

  private SandboxKeys() {}

  /**
   * A ring that signs passes, live codes and answers.
   *
   * @param secrets 32 secret bytes for each purpose, always the same
   */
  public static KeyRing ring(Function<KeyPurpose, byte[]> secrets, Signatures signatures) {
    List<PublicKeyRecord> records = new ArrayList<>();
    List<SigningKey> signing = new ArrayList<>();
    for (KeyPurpose purpose : List.of(KeyPurpose.PASS, KeyPurpose.LIVE, KeyPurpose.ANSWER)) {
      Algorithm algorithm = purpose.algorithm();
      AsymmetricKeyParameter own = derived(algorithm, secrets.apply(purpose));
      String kid = purpose.letter() + NUMBER;
      try {
        byte[] spki =
            SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(shared(own)).getEncoded();
        byte[] pkcs8 = PrivateKeyInfoFactory.createPrivateKeyInfo(own).getEncoded();
        PublicKeyBytes key = PublicKeyBytes.ofSpki(algorithm, spki);
        records.add(
            new PublicKeyRecord(kid, purpose, key, KeyState.ACTIVE, ALWAYS, ALWAYS, null, null));
        signing.add(new SigningKey(kid, purpose, signatures.signer(algorithm, pkcs8)));
      } catch (IOException e) {
        throw new IllegalStateException("a key of known form can be written", e);
      }
    }
    return new KeyRing(records, signing, signatures);
  }

  private static AsymmetricKeyParameter derived(Algorithm algorithm, byte[] secret) {
    if (secret.length != LENGTH) {
      throw new IllegalArgumentException("secret: not of 32 bytes");
    }
    if (algorithm == Algorithm.EDDSA) {
      return new Ed25519PrivateKeyParameters(secret, 0);
    }
    ECDomainParameters curve = ECNamedDomainParameters.lookup(SECObjectIdentifiers.secp256r1);
    BigInteger most = curve.getN().subtract(BigInteger.ONE);
    BigInteger scalar = new BigInteger(1, secret).mod(most).add(BigInteger.ONE);
    return new ECPrivateKeyParameters(scalar, curve);
  }

  private static AsymmetricKeyParameter shared(AsymmetricKeyParameter own) {
    if (own instanceof Ed25519PrivateKeyParameters ed) {
      return ed.generatePublicKey();
    }
    ECPrivateKeyParameters ec = (ECPrivateKeyParameters) own;
    ECDomainParameters curve = ec.getParameters();
    return new ECPublicKeyParameters(
        new FixedPointCombMultiplier().multiply(curve.getG(), ec.getD()), curve);
  }
}
