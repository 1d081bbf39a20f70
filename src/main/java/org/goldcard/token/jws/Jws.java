package org.goldcard.token.jws;

import org.goldcard.token.keys.VerifyingKey;

/** A token whose text, header, key and signature are right; its claims are not read yet. */
public final class Jws {
  private final TokenKind kind;
  private final VerifyingKey key;
  private final byte[] payload;

  Jws(TokenKind kind, VerifyingKey key, byte[] payload) {
    this.kind = kind;
    this.key = key;
    this.payload = payload;
  }

  /** Its kind, one of those the reader accepts. */
  public TokenKind kind() {
    return kind;
  }

  /** The key that signed it. */
  public VerifyingKey key() {
    return key;
  }

  /** Its payload as it was signed. */
  public byte[] payload() {
    return payload.clone();
  }

  /** Its claims, read strictly; a flaw shows in {@link Claims#flaw}. */
  public Claims claims() {
    return Claims.parse(payload);
  }
}
