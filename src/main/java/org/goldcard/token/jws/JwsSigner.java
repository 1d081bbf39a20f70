package org.goldcard.token.jws;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.keys.SigningKey;

/** Signs claims with the active key of their kind. Safe from any thread; never blocks. */
public final class JwsSigner {
  private final Supplier<KeyRing> keys;

  /** Signs with the keys as they stand at each signing. */
  public JwsSigner(Supplier<KeyRing> keys) {
    this.keys = keys;
  }

  /**
   * The signed token of some claims.
   *
   * @throws IllegalStateException when this node does not sign that kind, or the result is longer
   *     than its kind may be
   */
  public SignedText sign(TokenKind kind, byte[] claims) {
    SigningKey key = keys.get().signing(kind.purpose());
    Header header = new Header(kind.purpose().algorithm().jose(), key.kid(), kind.typ());
    String head = Base64Url.encode(header.json().getBytes(StandardCharsets.US_ASCII));
    String signed = head + "." + Base64Url.encode(claims);
    byte[] signature = key.sign(signed.getBytes(StandardCharsets.US_ASCII));
    String text = signed + "." + Base64Url.encode(signature);
    if (text.length() > kind.maxLength()) {
      throw new IllegalStateException(kind + ": claims too long to be read back");
    }
    return new SignedText(text);
  }
}
