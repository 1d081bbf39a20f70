package org.goldcard.redis.link;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls the functions of the library. Where they were wiped meanwhile the connection is made anew,
 * for its greeting loads them again or says that it may not. Safe from any thread.
 */
public final class Functions {
  private final RedisLink link;
  private final RedisLink greeting;

  /** Calls over a link. */
  public Functions(RedisLink link) {
    this(link, link);
  }

  /**
   * Calls over a link; another one, when it is renewed, sees to it that the functions are there.
   */
  Functions(RedisLink link, RedisLink greeting) {
    this.link = link;
    this.greeting = greeting;
  }

  /**
   * Calls a function once.
   *
   * @param args strings, byte arrays or whole numbers
   */
  public Future<@Nullable Response> call(
      String function, List<String> keys, long timeoutMillis, Object... args) {
    return link.send(request(function, keys, args), timeoutMillis).recover(this::fail);
  }

  /** Sends a plain command. */
  public Future<@Nullable Response> send(Request request, long timeoutMillis) {
    return link.send(request, timeoutMillis).recover(this::fail);
  }

  /** The link they are called over. */
  public RedisLink link() {
    return link;
  }

  private static Request request(String function, List<String> keys, Object... args) {
    Request request = Request.cmd(Command.FCALL).arg(function).arg(keys.size());
    keys.forEach(request::arg);
    for (Object arg : args) {
      if (arg instanceof byte[] bytes) {
        request.arg(bytes);
      } else {
        request.arg(arg.toString());
      }
    }
    return request;
  }

  private Future<@Nullable Response> fail(Throwable failure) {
    if (FunctionLibrary.isMissing(failure)) {
      greeting.renew();
    }
    return Future.failedFuture(RedisUnavailable.because(failure));
  }
}
