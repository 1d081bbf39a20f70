package org.goldcard.token.jws;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.goldcard.token.crypto.Algorithm;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.keys.VerifyingKey;
import org.jspecify.annotations.Nullable;

/**
 * Reads the envelope of a token strictly, the cheapest refusal first; the signature comes last
 * before the claims. No name in a header is ever more than a key into the ring in memory. Safe from
 * any thread; never blocks.
 */
public final class JwsReader {
  private final Supplier<KeyRing> keys;

  /** Reads with the keys as they stand at each reading. */
  public JwsReader(Supplier<KeyRing> keys) {
    this.keys = keys;
  }

  /** The token in a text, if its kind is one of those accepted here. */
  public Reading<Jws> read(SignedText signed, Set<TokenKind> accepted) {
    String text = signed.text();
    if (text.length() > longest(accepted)) {
      return Reading.flawed(Flaw.TOO_LONG);
    }
    int first = text.indexOf('.');
    int second = text.indexOf('.', first + 1);
    if (first < 1
        || second < first + 2
        || second == text.length() - 1
        || text.indexOf('.', second + 1) >= 0) {
      return Reading.flawed(Flaw.NOT_THREE_PARTS);
    }
    // Characters beyond Latin-1 become '?', which is not in the alphabet; one written as a pair
    // becomes a single '?', behind which every place is another.
    byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
    if (ascii.length != text.length()) {
      return Reading.flawed(Flaw.NOT_CANONICAL);
    }
    byte[] head = Base64Url.decode(ascii, 0, first);
    byte[] payload = Base64Url.decode(ascii, first + 1, second);
    byte[] signature = Base64Url.decode(ascii, second + 1, ascii.length);
    if (head == null || payload == null || signature == null) {
      return Reading.flawed(Flaw.NOT_CANONICAL);
    }
    return check(Header.parse(head), accepted, new Parts(ascii, second, payload, signature));
  }

  /** The claims of a text that looks like a token of a kind; nothing of them is proven. */
  public static Optional<Claims> unproven(SignedText signed, TokenKind kind) {
    String text = signed.text();
    int first = text.indexOf('.');
    int second = text.indexOf('.', first + 1);
    if (first < 1 || second < first + 2 || text.length() > kind.maxLength()) {
      return Optional.empty();
    }
    byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
    if (ascii.length != text.length()) {
      return Optional.empty();
    }
    return Optional.ofNullable(Base64Url.decode(ascii, first + 1, second)).map(Claims::parse);
  }

  private Reading<Jws> check(@Nullable Header header, Set<TokenKind> accepted, Parts parts) {
    if (header == null) {
      return Reading.flawed(Flaw.BAD_HEADER);
    }
    VerifyingKey key = keys.get().find(header.kid());
    if (key == null) {
      return Reading.flawed(Flaw.UNKNOWN_KEY);
    }
    if (!key.algorithm().jose().equals(header.alg())) {
      return Reading.flawed(Flaw.WRONG_ALGORITHM);
    }
    TokenKind kind = kind(header.typ(), accepted);
    if (kind == null || kind.purpose() != key.purpose() || parts.text.length > kind.maxLength()) {
      return Reading.flawed(Flaw.WRONG_KIND);
    }
    if (parts.signature.length != Algorithm.SIGNATURE_LENGTH) {
      return Reading.flawed(Flaw.SIGNATURE_LENGTH);
    }
    if (!key.counts()) {
      return Reading.flawed(Flaw.KEY_WITHDRAWN);
    }
    if (!key.verifier().verify(parts.text, parts.signed, parts.signature)) {
      return Reading.flawed(Flaw.BAD_SIGNATURE);
    }
    return Reading.verified(new Jws(kind, key, parts.payload));
  }

  private static @Nullable TokenKind kind(String typ, Set<TokenKind> accepted) {
    for (TokenKind kind : accepted) {
      if (kind.typ().equals(typ)) {
        return kind;
      }
    }
    return null;
  }

  private static int longest(Set<TokenKind> accepted) {
    int longest = 0;
    for (TokenKind kind : accepted) {
      longest = Math.max(longest, kind.maxLength());
    }
    return longest;
  }

  /** A text taken apart: its first {@code signed} bytes are what is signed. */
  private static final class Parts {
    private final byte[] text;
    private final int signed;
    private final byte[] payload;
    private final byte[] signature;

    Parts(byte[] text, int signed, byte[] payload, byte[] signature) {
      this.text = text;
      this.signed = signed;
      this.payload = payload;
      this.signature = signature;
    }
  }
}
