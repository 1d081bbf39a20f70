package org.goldcard.accounts.claim;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.goldcard.token.secret.FieldIndex;
import org.goldcard.token.secret.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Claims a card, or finds the way back to one: whom it is about is typed, and proven by the code
 * that goes to the registered phone or address. Nothing here tells whether anybody was found. Safe
 * from any thread.
 */
public final class ClaimCard {
  private static final int NETWORK = 8;

  private final ClaimStore store;
  private final FieldIndex index;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final Runnable waiting;

  /**
   * Claims over a store.
   *
   * @param index makes the keyed hashes under which codes, addresses and what is typed are kept
   * @param random the source of handles, cryptographically strong
   * @param waiting told when a code waits to be sent
   */
  public ClaimCard(
      ClaimStore store,
      FieldIndex index,
      RandomGenerator random,
      InstantSource clock,
      Runnable waiting) {
    this.store = store;
    this.index = index;
    this.random = random;
    this.clock = clock;
    this.waiting = waiting;
  }

  /**
   * Opens a claim.
   *
   * @param caller the address it comes from; null when nobody knows it
   */
  public Future<Opened> open(Wish wish, @Nullable InetAddress caller) {
    String handle = Secrets.random(random);
    String typed = index.hexKey("claim.typed", wish.sought().key());
    String address = caller == null ? null : index.hexKey("claim.address", network(caller));
    return store
        .open(Secrets.hash(handle), wish, typed, address, clock.instant())
        .onSuccess(wait -> waiting.run())
        .map(wait -> new Opened(handle, wait));
  }

  /** Addresses of one IPv6 network of 64 bits are one. */
  private static String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(NETWORK, bytes.length)));
  }

  /** Has a code sent once more: zero, or how long to wait; empty where the claim is over. */
  public Future<Optional<Duration>> again(String handle, Way way) {
    return store.again(Secrets.hash(handle), way, clock.instant()).onSuccess(wait -> waiting.run());
  }

  /** Tries a code. */
  public Future<ClaimStore.Trial> attempt(String handle, String code) {
    String hash = Secrets.hash(handle);
    return store.attempt(hash, codeKey(index, hash, code), clock.instant());
  }

  /** Whose claim it is, once it is proven. */
  public Future<Optional<ClaimStore.Proven>> proven(String handle) {
    return store.proven(Secrets.hash(handle), clock.instant());
  }

  /** The keyed hash of a code: of one claim alone, so that equal codes do not look alike. */
  static String codeKey(FieldIndex index, String handleHash, String code) {
    return index.hexKey("claim.code", handleHash + ' ' + code);
  }

  /** Now, by the clock that claims are judged by. */
  public Instant now() {
    return clock.instant();
  }

  /**
   * A claim opened, or refused.
   *
   * @param handle what the browser keeps
   * @param delay zero, or how long to wait; then there is no claim
   */
  public record Opened(String handle, Duration delay) {
    /** Nothing of the handle. */
    @Override
    public String toString() {
      return "Opened[" + delay + "]";
    }
  }
}
