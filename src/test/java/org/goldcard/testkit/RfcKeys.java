package org.goldcard.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.HexFormat;

/** The example keys of the standards. */
public final class RfcKeys {
  /** RFC 7515 appendix A.3.1. */
  private static final String ES256 =
      "{\"kty\":\"EC\",\"crv\":\"P-256\","
          + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
          + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\","
          + "\"d\":\"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI\"}";

  /** RFC 7517 appendix A.2. */
  private static final String OTHER_ES256 =
      "{\"kty\":\"EC\",\"crv\":\"P-256\","
          + "\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
          + "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\","
          + "\"d\":\"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE\"}";

  /** RFC 7518 appendix C, Bob's. */
  private static final String THIRD_ES256 =
      "{\"kty\":\"EC\",\"crv\":\"P-256\","
          + "\"x\":\"weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ\","
          + "\"y\":\"e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck\","
          + "\"d\":\"VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw\"}";

  /** RFC 8037 appendix A.1, d and x in hexadecimal. */
  private static final String ED25519_D =
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

  private static final String ED25519_X =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

  private RfcKeys() {}

  /** The pair of RFC 7515 appendix A.3. */
  public static KeyPair es256() {
    return pair(ES256);
  }

  /** The pair of RFC 7517 appendix A.2. */
  public static KeyPair otherEs256() {
    return pair(OTHER_ES256);
  }

  /** Bob's pair of RFC 7518 appendix C. */
  public static KeyPair thirdEs256() {
    return pair(THIRD_ES256);
  }

  private static KeyPair pair(String jwk) {
    try {
      return ECKey.parse(jwk).toKeyPair();
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The pair of RFC 8037 appendix A.1. */
  public static KeyPair ed25519() {
    byte[] pkcs8 = HexFormat.of().parseHex("302e020100300506032b657004220420" + ED25519_D);
    byte[] spki = HexFormat.of().parseHex("302a300506032b6570032100" + ED25519_X);
    try {
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      return new KeyPair(
          factory.generatePublic(new X509EncodedKeySpec(spki)),
          factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
