package org.goldcard.verifying.offline;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.goldcard.testkit.TestKeys;
import org.goldcard.token.crypto.Algorithm;
import org.goldcard.token.crypto.Digests;
import org.goldcard.token.crypto.Signer;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.keys.PublicKeyRecord;
import org.goldcard.token.keys.SigningKey;

/**
 * The example keys of the standards as passes, live codes, bundles and lists are signed with, and
 * signatures that come out the same each time (RFC 6979), so that vectors can be made again and
 * compared.
 */
final class KnownKeys {
  private static final List<KeyPurpose> USED =
      List.of(KeyPurpose.PASS, KeyPurpose.LIVE, KeyPurpose.ANSWER, KeyPurpose.LIST);

  private KnownKeys() {}

  static KeyRing ring() {
    TestKeys keys = TestKeys.published();
    List<PublicKeyRecord> records = new ArrayList<>();
    List<SigningKey> signing = new ArrayList<>();
    for (KeyPurpose purpose : USED) {
      records.add(keys.record(purpose));
      byte[] pkcs8 = keys.pair(purpose).getPrivate().getEncoded();
      Signer signer =
          purpose.algorithm() == Algorithm.ES256
              ? steady(pkcs8)
              : TestKeys.signatures().signer(purpose.algorithm(), pkcs8);
      signing.add(new SigningKey(TestKeys.kid(purpose), purpose, signer));
    }
    return new KeyRing(records, signing, TestKeys.signatures());
  }

  private static Signer steady(byte[] pkcs8) {
    try {
      ECPrivateKeyParameters key = (ECPrivateKeyParameters) PrivateKeyFactory.createKey(pkcs8);
      return message -> sign(key, message);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sign(ECPrivateKeyParameters key, byte[] message) {
    ECDSASigner signing = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signing.init(true, key);
    BigInteger[] rs = signing.generateSignature(Digests.sha256(message));
    return PlainDSAEncoding.INSTANCE.encode(key.getParameters().getN(), rs[0], rs[1]);
  }
}
