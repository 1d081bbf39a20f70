package org.goldcard.partners;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.vertx.core.Future;
import java.time.Duration;

/** The memory of one node. Nothing is forgotten before its time: when it is full it refuses. */
public final class NodeAssertionMemory implements AssertionMemory {
  private final Cache<Used, Duration> used;
  private final int entries;

  /**
   * An empty memory.
   *
   * @param entries how many assertions it can remember
   * @param nanos a monotonic clock
   */
  public NodeAssertionMemory(int entries, Ticker nanos) {
    this.entries = entries;
    Expiry<Used, Duration> life = Expiry.creating((id, lasts) -> lasts);
    this.used =
        Caffeine.newBuilder().ticker(nanos).executor(Runnable::run).expireAfter(life).build();
  }

  @Override
  public Future<Boolean> isFirst(String clientId, String jti, Duration life) {
    return Future.succeededFuture(isFirstHere(clientId, jti, life));
  }

  /** The same at once. */
  public boolean isFirstHere(String clientId, String jti, Duration life) {
    if (used.estimatedSize() >= entries) {
      used.cleanUp();
    }
    return used.estimatedSize() < entries
        && used.asMap().putIfAbsent(new Used(clientId, jti), life) == null;
  }

  private record Used(String clientId, String jti) {}
}
