package org.goldcard.redis.link;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls the functions of the library, and loads it again where it was wiped meanwhile. */
public final class Functions {
  private static final long LOAD_TIMEOUT = 2000;

  private final RedisLink link;
  private final FunctionLibrary library;

  public Functions(RedisLink link, FunctionLibrary library) {
    this.link = link;
    this.library = library;
  }

  /**
   * Calls a function once.
   *
   * @param args strings, byte arrays or whole numbers
   */
  public Future<@Nullable Response> call(
      String function, List<String> keys, long timeoutMillis, Object... args) {
    Request request = request(function, keys, args);
    return link.send(request, timeoutMillis)
        .recover(failure -> isMissing(failure) ? load(request, timeoutMillis) : fail(failure));
  }

  /** Sends a plain command. */
  public Future<@Nullable Response> send(Request request, long timeoutMillis) {
    return link.send(request, timeoutMillis).recover(Functions::fail);
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

  private static boolean isMissing(Throwable failure) {
    String message = failure.getMessage();
    return failure instanceof ErrorType
        && message != null
        && message.contains("Function not found");
  }

  private Future<@Nullable Response> load(Request request, long timeoutMillis) {
    return link.send(library.loading(), LOAD_TIMEOUT)
        .compose(loaded -> link.send(request, timeoutMillis))
        .recover(Functions::fail);
  }

  private static Future<@Nullable Response> fail(Throwable failure) {
    return Future.failedFuture(RedisUnavailable.because(failure));
  }
}
