package org.goldcard.partners;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.goldcard.token.assertion.ClientJwk;
import org.jspecify.annotations.Nullable;

/**
 * What a client may prove itself with. At most two of a kind count at once, so that the next one is
 * in use before the last one ends. Immutable.
 *
 * @param secrets its secrets, newest first
 * @param keys its public keys, newest first
 */
public record Credentials(List<Secret> secrets, List<Key> keys) {
  /** How many of a kind may count at once. */
  public static final int AT_ONCE = 2;

  /** Copies the lists. */
  public Credentials {
    secrets = List.copyOf(secrets);
    keys = List.copyOf(keys);
  }

  /** A single secret without an end. */
  public static Credentials secret(String hash) {
    return new Credentials(List.of(new Secret(hash, null)), List.of());
  }

  /**
   * These with another secret; those before it end after {@code overlap}, or before.
   *
   * @return empty when two secrets count already
   */
  public Optional<Credentials> with(Secret secret, Duration overlap, Instant now) {
    List<Secret> counting = secrets.stream().filter(s -> s.countsAt(now)).toList();
    if (counting.size() >= AT_ONCE) {
      return Optional.empty();
    }
    List<Secret> all = new ArrayList<>(List.of(secret));
    counting.forEach(s -> all.add(new Secret(s.hash, sooner(s.expiresAt, now.plus(overlap)))));
    return Optional.of(new Credentials(all, keys));
  }

  /**
   * These with the newest secret alone.
   *
   * @return empty when no other counts
   */
  public Optional<Credentials> withoutOldSecrets(Instant now) {
    boolean alone = secrets.stream().skip(1).noneMatch(s -> s.countsAt(now));
    return alone ? Optional.empty() : Optional.of(new Credentials(secrets.subList(0, 1), keys));
  }

  /**
   * These with another key; the keys before it stay as they are.
   *
   * @return empty when two keys count already, or one of them has its name
   */
  public Optional<Credentials> with(Key key, Instant now) {
    List<Key> counting = keys.stream().filter(k -> k.countsAt(now)).toList();
    boolean taken = counting.stream().anyMatch(k -> k.jwk.kid().equals(key.jwk.kid()));
    if (taken || counting.size() >= AT_ONCE) {
      return Optional.empty();
    }
    return Optional.of(
        new Credentials(secrets, Stream.concat(Stream.of(key), counting.stream()).toList()));
  }

  /** These without the key of this name; empty when there is none. */
  public Optional<Credentials> withoutKey(String kid) {
    List<Key> others = keys.stream().filter(k -> !k.jwk.kid().equals(kid)).toList();
    return others.size() == keys.size()
        ? Optional.empty()
        : Optional.of(new Credentials(secrets, others));
  }

  /**
   * When the last of them ends, so that the client can do nothing more; empty when one has no end.
   */
  public Optional<Instant> end() {
    List<@Nullable Instant> ends = new ArrayList<>();
    secrets.forEach(s -> ends.add(s.expiresAt));
    keys.forEach(k -> ends.add(k.expiresAt));
    Instant last = Instant.EPOCH;
    for (Instant end : ends) {
      if (end == null) {
        return Optional.empty();
      }
      last = end.isAfter(last) ? end : last;
    }
    return Optional.of(last);
  }

  private static Instant sooner(@Nullable Instant one, Instant other) {
    return one != null && one.isBefore(other) ? one : other;
  }

  private static boolean counts(@Nullable Instant end, Instant now) {
    return end == null || now.isBefore(end);
  }

  /**
   * A secret, of which only the hash is kept.
   *
   * @param hash SHA-256 in base64url of 256 random bits, which need no slow hash
   * @param expiresAt when it ends; null when it does not
   */
  public record Secret(String hash, @Nullable Instant expiresAt) {
    /** Whether it counts at a moment. */
    public boolean countsAt(Instant now) {
      return counts(expiresAt, now);
    }
  }

  /**
   * A public key whose private half the client keeps.
   *
   * @param jwk the key
   * @param expiresAt when it ends; null when it does not
   */
  public record Key(ClientJwk jwk, @Nullable Instant expiresAt) {
    /** Whether it counts at a moment. */
    public boolean countsAt(Instant now) {
      return counts(expiresAt, now);
    }
  }
}
