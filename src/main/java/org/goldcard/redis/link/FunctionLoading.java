package org.goldcard.redis.link;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Loads the functions once, before the service runs, as a user who may. Blocks. */
public final class FunctionLoading {
  private static final int SECONDS = 15;

  private FunctionLoading() {}

  /**
   * Loads the functions of this program, whatever is there; answers their version.
   *
   * @throws RedisUnavailable when no fit master can be reached or the user may not load
   */
  public static int load(RedisServers servers) {
    FunctionLibrary library = new FunctionLibrary();
    Vertx vertx = Vertx.vertx();
    RedisLink link = RedisLink.loading(vertx, servers, library);
    try {
      return link.connect()
          .recover(failure -> Future.failedFuture(RedisUnavailable.notConnected(failure)))
          .map(loaded -> library.version())
          .await(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw RedisUnavailable.notConnected(e);
    } finally {
      link.close().eventually(vertx::close).onComplete(done -> {});
    }
  }
}
