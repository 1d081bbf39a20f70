package org.goldcard.web.log;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.ContextLocal;
import org.jspecify.annotations.Nullable;

/**
 * Carries a request's name with its Vert.x context, from which each line of log takes it: requests
 * share threads, and no variable of a thread could tell them apart. Vert.x gives each request a
 * context of its own; what is begun on it comes back on it. The name is taken off when the request
 * is answered, so that a connection opened on its way does not go on under it.
 *
 * <p>Found by Vert.x as a service, for a place in contexts must be asked for before the first of
 * them is made.
 */
public final class RequestName implements VertxServiceProvider {
  private static final ContextLocal<String> NAME = ContextLocal.registerLocal(String.class);

  @Override
  public void init(VertxBootstrap bootstrap) {
    // That this class is loaded is all there is to do.
  }

  /** Names what is done on a context from now on. */
  public static void put(Context context, String name) {
    context.putLocal(NAME, name);
  }

  /** Ends it. */
  public static void remove(Context context) {
    context.removeLocal(NAME);
  }

  /** The request that is being worked on by this thread just now; null for none. */
  public static @Nullable String current() {
    Context context = Vertx.currentContext();
    return context == null ? null : context.getLocal(NAME);
  }
}
