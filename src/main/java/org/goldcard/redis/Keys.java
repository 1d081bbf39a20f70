package org.goldcard.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;

/**
 * The name of every key in Redis. No key holds a token, a card number, a name or anything a caller
 * chose the text of.
 */
final class Keys {
  /** Hash: term, epoch, seq, chain and seal of what the carrier holds. */
  static final String HEAD = "gc:status:head";

  /** Stream: the newest changes and heartbeats, one text field {@code c} each. */
  static final String STREAM = "gc:status:stream";

  /** Set: the names of the shards in use. */
  static final String SHARDS = "gc:status:shards";

  /** How many entries one shard holds, 8 bytes each. */
  static final int SHARD = 1 << 16;

  private static final String SHARD_PREFIX = "gc:status:";

  /** Bytes of a digest that are kept. */
  private static final int DIGEST = 16;

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** Looking one up costs more than using it. */
  private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Keys::sha256);

  private Keys() {}

  /** String: the entries from {@code shard · SHARD} on. */
  static String shard(int shard) {
    return SHARD_PREFIX + shard;
  }

  /** The number of a shard, from its name. */
  static int shardNumber(String key) {
    return Integer.parseInt(key.substring(SHARD_PREFIX.length()));
  }

  /** String: how the holder of a card is named at a gate, or the lease of who is reading it. */
  static String display(int cardIndex) {
    return "gc:show:" + cardIndex;
  }

  /** String: who burnt a nonce, which is of our making. */
  static String nonce(int cardIndex, String nonce) {
    return "gc:nonce:" + cardIndex + ":" + nonce;
  }

  /** String: what a request was about. Its digest stands for what its caller named it. */
  static String request(String clientId, String requestId) {
    return "gc:request:" + digest(clientId.length() + " " + clientId + " " + requestId);
  }

  /** Hash: the visits of a card to a venue, by its own name, on one day of Jinan's calendar. */
  static String visits(String venueId, int cardIndex, LocalDate day) {
    return "gc:visit:" + day.toEpochDay() + ":" + cardIndex + ":" + venueId;
  }

  /** String: how often a client did something in one shift. */
  static String quota(String name, String clientId, long shift) {
    return "gc:quota:" + name + ":" + shift + ":" + digest(clientId);
  }

  /** String: how much a client asked for in one window of time; its digest stands for both. */
  static String count(String name) {
    return "gc:count:" + digest(name);
  }

  /** String: an assertion was used. */
  static String assertion(String clientId, String jti) {
    return "gc:assertion:" + digest(clientId.length() + " " + clientId + " " + jti);
  }

  private static String digest(String text) {
    byte[] all = SHA_256.get().digest(text.getBytes(StandardCharsets.UTF_8));
    return BASE64.encodeToString(Arrays.copyOf(all, DIGEST));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
