package org.goldcard.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.goldcard.partners.AssertionMemory;
import org.goldcard.partners.NodeAssertionMemory;
import org.goldcard.partners.ShiftQuota;
import org.goldcard.partners.quota.SharedCounts;
import org.goldcard.records.VisitCounts;
import org.goldcard.redis.link.FunctionLibrary;
import org.goldcard.redis.link.Functions;
import org.goldcard.redis.link.NearFunctions;
import org.goldcard.redis.link.RedisLink;
import org.goldcard.redis.link.RedisServers;
import org.goldcard.redis.link.RedisUnavailable;
import org.goldcard.verifying.ScanMemory;
import org.goldcard.verifying.memory.NodeScanMemory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Redis for the whole service: what App makes the adapters of. It connects by itself and comes
 * back by itself; while it is away every call fails at once and nothing is lost but speed.
 */
public final class RedisStore {
  private static final Logger LOG = LoggerFactory.getLogger(RedisStore.class);

  private final RedisLink link;
  private final Functions functions;
  private final NearFunctions near;
  private final RedisStatusCarrier carrier;
  private volatile @Nullable Breaker scans;

  /** A store on a single server, that is not connected yet. */
  public RedisStore(Vertx vertx, String url, UnaryOperator<String> seal) {
    this(vertx, RedisServers.of(url), seal);
  }

  /**
   * A store that is not connected yet.
   *
   * @param seal a keyed digest of a text in hexadecimal, the same on all nodes, under a key that
   *     Redis never sees
   */
  public RedisStore(Vertx vertx, RedisServers servers, UnaryOperator<String> seal) {
    this.link = RedisLink.of(vertx, servers, new FunctionLibrary());
    this.functions = new Functions(link);
    this.near = new NearFunctions(vertx, functions);
    this.carrier = new RedisStatusCarrier(vertx, functions, new FeedSeal(seal));
  }

  /**
   * Connects, checks the server and loads the functions. Fails with {@link RedisUnavailable}; where
   * {@link RedisUnavailable#isUnfit} says so the start must be refused, otherwise the service may
   * run without Redis until it is there, and goes on trying.
   */
  public Future<Void> connect() {
    return link.connect()
        .recover(failure -> Future.failedFuture(RedisUnavailable.notConnected(failure)));
  }

  /** As {@link #connect}, but only an unfit Redis fails: one that is away is told and awaited. */
  public Future<Void> connectOrAwait() {
    return connect()
        .recover(
            failure ->
                failure instanceof RedisUnavailable away && !away.isUnfit()
                    ? told(away)
                    : Future.failedFuture(failure));
  }

  private static Future<Void> told(RedisUnavailable away) {
    LOG.warn("Redis is away; going on without it", away);
    return Future.succeededFuture();
  }

  /** Whether it can be asked at the moment. */
  public boolean isConnected() {
    return link.isConnected();
  }

  /** The run of the server connected to; empty while there is none. */
  public Optional<String> runId() {
    return link.runId();
  }

  /** Why the server must not be used, in both languages; empty when it may, or is away. */
  public Optional<String> objection() {
    return link.objection();
  }

  /** The carrier of the status feed. */
  public RedisStatusCarrier statusCarrier() {
    return carrier;
  }

  /**
   * The memory of scans.
   *
   * @param node what answers while Redis is away
   * @param displays how the holder of a card is named, from the record; null for nobody's index
   * @param nanos a monotonic clock
   */
  public ScanMemory scanMemory(
      NodeScanMemory node,
      IntFunction<CompletionStage<ScanMemory.@Nullable Display>> displays,
      LongSupplier nanos) {
    Breaker breaker = new Breaker(nanos);
    scans = breaker;
    return new RedisScanMemory(near, breaker, node, displays);
  }

  /** Whether scans go on without it for now, because it did not answer several of them. */
  public boolean isSpared() {
    Breaker breaker = scans;
    return breaker != null && breaker.isOpen();
  }

  /**
   * A quota of every client and shift, counted for all nodes together.
   *
   * @param name what is counted, a plain word
   * @param most how often in a shift
   */
  public ShiftQuota quota(String name, int most, InstantSource clock) {
    return new RedisShiftQuota(functions, name, most, clock);
  }

  /** Counters that all nodes add to. */
  public SharedCounts counts() {
    return new RedisSharedCounts(functions);
  }

  /**
   * The memory of used assertions.
   *
   * @param node what answers while Redis is away
   * @param nanos a monotonic clock
   */
  public AssertionMemory assertionMemory(NodeAssertionMemory node, LongSupplier nanos) {
    return new RedisAssertionMemory(functions, new Breaker(nanos), node);
  }

  /** The visits of today, for whoever brings them back. */
  public VisitCounts visitCounts(InstantSource clock) {
    return new RedisVisitCounts(functions, clock);
  }

  /** Closes all connections. */
  public Future<Void> close() {
    carrier.close();
    return link.close();
  }
}
