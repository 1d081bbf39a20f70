package org.goldcard.token.list;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.goldcard.token.jws.ClaimsWriter;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;

/**
 * Signs published status lists (draft-ietf-oauth-status-list section 5.1). Compressing takes
 * milliseconds: call it on a worker.
 */
public final class StatusListTokens {
  /** After this a reader should fetch the list anew. */
  public static final Duration TTL = Duration.ofSeconds(60);

  /** After this a list proves nothing. */
  public static final Duration LIFE = Duration.ofMinutes(15);

  private final JwsSigner signer;
  private final InstantSource clock;

  /** Signs lists. */
  public StatusListTokens(JwsSigner signer, InstantSource clock) {
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * The signed list at an address.
   *
   * @param uri the address under which it is published, as passes name it
   * @param list the statuses; the published ones have 1 bit, so that a suspended card looks like a
   *     withdrawn one
   */
  public SignedText sign(String uri, StatusList list) {
    return sign(uri, list, LIFE);
  }

  /** The same with another life, as for closed networks: at most 36 hours. */
  public SignedText sign(String uri, StatusList list, Duration life) {
    if (life.compareTo(TokenKind.STATUS_LIST.longestLife()) > 0) {
      throw new IllegalArgumentException("life: longer than a list may live");
    }
    Instant now = clock.instant();
    byte[] claims =
        new ClaimsWriter()
            .text("sub", uri)
            .time("iat", now)
            .time("exp", now.plus(life))
            .number("ttl", TTL.toSeconds())
            .open("status_list")
            .number("bits", list.bits())
            .text("lst", list.encode())
            .end()
            .json();
    return signer.sign(TokenKind.STATUS_LIST, claims);
  }
}
