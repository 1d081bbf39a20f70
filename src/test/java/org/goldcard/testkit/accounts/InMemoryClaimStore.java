package org.goldcard.testkit.accounts;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.goldcard.accounts.claim.ClaimStore;
import org.goldcard.accounts.claim.CodeLimits;
import org.goldcard.accounts.claim.Way;
import org.goldcard.accounts.claim.Wish;
import org.jspecify.annotations.Nullable;

/** Claims in memory: the twin of the real store, under the same contract. */
public final class InMemoryClaimStore implements ClaimStore {
  private final Map<String, Entry> claims = new LinkedHashMap<>();
  private final InMemoryCounts counts = new InMemoryCounts();

  @Override
  public synchronized Future<Duration> open(
      String handle, Wish wish, String typed, @Nullable String address, Instant now) {
    String from = "address " + address;
    Duration wait =
        address == null
            ? Duration.ZERO
            : counts.wait(from, now, CodeLimits.HOUR, CodeLimits.PER_ADDRESS, Duration.ZERO);
    if (wait.isZero()) {
      wait = perDay("typed " + typed, now, CodeLimits.GAP);
    }
    if (wait.isZero()) {
      counts.add(from, now);
      counts.add("typed " + typed, now);
      claims.put(handle, new Entry(wish, now));
    }
    return Future.succeededFuture(wait);
  }

  private Duration perDay(String key, Instant now, Duration gap) {
    return counts.wait(key, now, CodeLimits.DAY, CodeLimits.PER_DAY, gap);
  }

  @Override
  public synchronized Future<Optional<Duration>> again(String handle, Way way, Instant now) {
    Entry entry = claims.get(handle);
    if (entry == null || entry.proven || !entry.ends.isAfter(now)) {
      return Future.succeededFuture(Optional.empty());
    }
    String key = "again " + handle;
    Duration wait = counts.wait(key, now, CodeLimits.CLAIM, CodeLimits.AGAIN, CodeLimits.GAP);
    if (wait.isZero()) {
      counts.add(key, now);
      entry.wish = with(entry.wish, way);
      entry.due = now;
      entry.lease = Instant.MIN;
    }
    return Future.succeededFuture(Optional.of(wait));
  }

  private static Wish with(Wish wish, Way way) {
    return new Wish(wish.sought(), way, wish.channel(), wish.language(), wish.notice());
  }

  @Override
  public synchronized Future<Optional<Waiting>> take(Instant now, Instant leaseEnd) {
    for (Map.Entry<String, Entry> each : claims.entrySet()) {
      Entry entry = each.getValue();
      boolean due = entry.due != null && !entry.due.isAfter(now) && entry.ends.isAfter(now);
      if (due && !entry.lease.isAfter(now)) {
        entry.lease = leaseEnd;
        return Future.succeededFuture(Optional.of(new Waiting(each.getKey(), entry.wish)));
      }
    }
    return Future.succeededFuture(Optional.empty());
  }

  @Override
  public synchronized Future<Boolean> arm(String handle, Made made, Instant now) {
    Long talent = made.talentId();
    String phone = "phone " + made.destination();
    String person = "person " + talent;
    boolean sends =
        talent != null
            && made.destination() != null
            && perDay(phone, now, CodeLimits.GAP).isZero()
            && perDay(person, now, Duration.ZERO).isZero();
    if (sends) {
      counts.add(phone, now);
      counts.add(person, now);
      claims.values().stream()
          .filter(other -> Objects.equals(other.talent, talent) && !other.proven)
          .forEach(other -> other.tries = 0);
    }
    Entry entry = claims.get(handle);
    if (entry == null || entry.proven) {
      return Future.succeededFuture(false);
    }
    entry.talent = sends ? talent : null;
    entry.code = made.code();
    entry.codeEnd = now.plus(CodeLimits.LIFE);
    entry.tries = CodeLimits.TRIES;
    entry.due = null;
    return Future.succeededFuture(sends);
  }

  @Override
  public synchronized Future<Trial> attempt(String handle, String code, Instant now) {
    Entry entry = claims.get(handle);
    boolean open = entry != null && entry.tries > 0 && entry.codeEnd.isAfter(now) && !entry.proven;
    if (entry == null || !open) {
      return Future.succeededFuture(new Trial(Result.OVER, 0));
    }
    entry.tries--;
    entry.proven = code.equals(entry.code) && entry.talent != null;
    return Future.succeededFuture(
        new Trial(entry.proven ? Result.PROVEN : Result.WRONG, entry.tries));
  }

  @Override
  public synchronized Future<Optional<Proven>> proven(String handle, Instant now) {
    return Future.succeededFuture(Optional.ofNullable(provenNow(handle, now)));
  }

  private @Nullable Proven provenNow(String handle, Instant now) {
    Entry entry = claims.get(handle);
    Long talent = entry == null ? null : entry.talent;
    return entry != null && talent != null && entry.proven && entry.ends.isAfter(now)
        ? new Proven(talent, entry.wish)
        : null;
  }

  /** Uses a proven claim up. */
  synchronized @Nullable Proven use(String handle, Instant now) {
    Proven proven = provenNow(handle, now);
    if (proven != null) {
      claims.remove(handle);
    }
    return proven;
  }

  @Override
  public synchronized Future<Integer> sweep(Instant now) {
    int before = claims.size();
    claims.values().removeIf(entry -> !entry.ends.isAfter(now));
    return Future.succeededFuture(before - claims.size());
  }

  private static final class Entry {
    private Wish wish;
    private final Instant ends;
    private @Nullable Instant due;
    private Instant lease = Instant.MIN;
    private @Nullable Long talent;
    private @Nullable String code;
    private Instant codeEnd;
    private int tries = CodeLimits.TRIES;
    private boolean proven;

    Entry(Wish wish, Instant now) {
      this.wish = wish;
      this.ends = now.plus(CodeLimits.CLAIM);
      this.due = now;
      this.codeEnd = now.plus(CodeLimits.LIFE);
    }
  }
}
