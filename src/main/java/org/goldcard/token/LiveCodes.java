package org.goldcard.token;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.goldcard.card.CardNumber;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.token.list.ListSeries;

/**
 * Signs live codes. A code belongs to a slot of 30 seconds, counted since 1970; it is shown in its
 * slot and accepted for 60 seconds from its beginning.
 *
 * <p>The claims, short because the QR must stay within version 11 at level M (251 bytes):
 *
 * <ul>
 *   <li>{@code c}: the card number as a 56-bit big-endian number in base64url, 10 characters
 *   <li>{@code i}: the card's index in the status list, below 2^28
 *   <li>{@code s}: the slot, Unix time / 30, eight digits (until 2065-01-24)
 *   <li>{@code f}: seconds from the fetch to the end of the slot, 1 to 630; so the fetch was at 30
 *       × (s + 1) − f
 *   <li>{@code n}: the nonce, 48 random bits in base64url, 8 characters
 * </ul>
 *
 * <p>At its longest: header 53 or 54 bytes for a name of 3 or 4 characters (71 or 72 characters),
 * claims 68 bytes (91), signature 64 bytes (86), two dots: 250 or 251. No class and no name, so
 * that a photograph of the QR tells nobody anything.
 */
public final class LiveCodes {
  /** Characters of a live code at most: what QR version 11 at level M holds in byte mode. */
  public static final int LENGTH_MAX = 251;

  /** How long a code is shown. */
  public static final Duration SLOT = Duration.ofSeconds(30);

  /** How long a code is accepted, from the beginning of its slot. */
  public static final Duration ACCEPTED = Duration.ofSeconds(60);

  /** Codes a page may fetch at once: ten minutes. */
  public static final int AHEAD_MAX = 20;

  /** The first slot that needs a ninth digit. */
  static final long SLOT_END = 100_000_000L;

  /** The first slot whose times are in the range of token times. */
  static final long SLOT_MIN = 50_000_001L;

  /** Seconds from fetch to the end of a slot at most: a page ahead and the slot that runs. */
  static final int FETCH_MAX = 630;

  private static final int NUMBER_BYTES = 7;
  private static final int NONCE_BYTES = 6;

  private final JwsSigner signer;
  private final RandomGenerator random;

  /** Signs codes; {@code random} must be cryptographically strong. */
  public LiveCodes(JwsSigner signer, RandomGenerator random) {
    this.signer = signer;
    this.random = random;
  }

  /**
   * The code of the slot that runs at {@code fetchedAt} and those of the next ones, in order.
   *
   * @param cardNumber the card
   * @param index its index for live codes
   * @param fetchedAt now, by the server's clock
   * @param count how many, 1 to {@link #AHEAD_MAX}
   */
  public List<LiveCode> ahead(CardNumber cardNumber, int index, Instant fetchedAt, int count) {
    if (count < 1 || count > AHEAD_MAX) {
      throw new IllegalArgumentException("count: outside 1 to " + AHEAD_MAX);
    }
    if (index < 0 || index >= ListSeries.INDEX_END) {
      throw new IllegalArgumentException("index: outside 0 to 2^28 - 1");
    }
    long first = fetchedAt.getEpochSecond() / SLOT.toSeconds();
    return LongStream.range(first, first + count)
        .mapToObj(slot -> code(cardNumber, index, fetchedAt, slot))
        .toList();
  }

  private LiveCode code(CardNumber cardNumber, int index, Instant fetchedAt, long slot) {
    if (slot < SLOT_MIN || slot >= SLOT_END) {
      throw new IllegalArgumentException("fetchedAt: outside 2017 to 2065");
    }
    long fetch = slotStart(slot + 1).getEpochSecond() - fetchedAt.getEpochSecond();
    String claims =
        String.format(
            "{\"c\":\"%s\",\"i\":%d,\"s\":%d,\"f\":%d,\"n\":\"%s\"}",
            spell(cardNumber), index, slot, fetch, nonce());
    SignedText token = signer.sign(TokenKind.LIVE_CODE, claims.getBytes(StandardCharsets.US_ASCII));
    return new LiveCode(token, slotStart(slot), slotStart(slot + 1));
  }

  /** When a slot begins. */
  static Instant slotStart(long slot) {
    return Instant.ofEpochSecond(slot * SLOT.toSeconds());
  }

  /** A card number as claim {@code c}. */
  static String spell(CardNumber cardNumber) {
    long number = Long.parseLong(cardNumber.digits());
    byte[] bytes = new byte[NUMBER_BYTES];
    for (int i = NUMBER_BYTES - 1; i >= 0; i--) {
      bytes[i] = (byte) number;
      number >>>= 8;
    }
    return Base64Url.encode(bytes);
  }

  private String nonce() {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return Base64Url.encode(nonce);
  }
}
