package org.goldcard.redis.link;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The functions over a connection of the asking event loop, so that neither question nor answer
 * changes threads; over the common one elsewhere, and until that connection stands. There are as
 * many connections as event loops that ask. Safe from any thread.
 */
public final class NearFunctions {
  private static final Logger LOG = LoggerFactory.getLogger(NearFunctions.class);

  private final Vertx vertx;
  private final Functions common;
  private final Map<Thread, Functions> near = new ConcurrentHashMap<>();

  /** Near ones beside the common ones. */
  public NearFunctions(Vertx vertx, Functions common) {
    this.vertx = vertx;
    this.common = common;
  }

  /** The functions to call here and now. */
  public Functions here() {
    Functions own = near.get(Thread.currentThread());
    if (own == null && Context.isOnEventLoopThread()) {
      near.put(Thread.currentThread(), open(vertx.getOrCreateContext()));
    }
    return own != null && own.link().isConnected() ? own : common;
  }

  private Functions open(Context home) {
    RedisLink link = common.link().near(home);
    link.connect().onFailure(e -> LOG.debug("redis: no connection near", e));
    return new Functions(link, common.link());
  }
}
