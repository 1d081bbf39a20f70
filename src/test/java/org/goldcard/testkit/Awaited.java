package org.goldcard.testkit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.Outcome;

/** Waits for futures on a test's own thread. */
public final class Awaited {
  private static final int SECONDS = 30;
  private static final TimeUnit SECOND = TimeUnit.SECONDS;

  private Awaited() {}

  /** The result; a failure is thrown as it is where it is unchecked. */
  @CanIgnoreReturnValue
  public static <T> T result(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().orTimeout(SECONDS, SECOND).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  /** What is there within some seconds, asked for again and again. */
  @CanIgnoreReturnValue
  public static <T> T soon(Supplier<Optional<T>> question) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(SECONDS))
        .pollInterval(Duration.ofMillis(20))
        .until(question::get, Optional::isPresent)
        .orElseThrow();
  }

  /** The value of what was done; a refusal is thrown. */
  @CanIgnoreReturnValue
  public static <T> T done(Future<Outcome<T>> future) {
    return result(future)
        .fold(
            value -> value,
            refusal -> {
              throw new AssertionError("refused: " + refusal);
            });
  }

  /** The refusal; a value is thrown. */
  public static CardRefusal refusal(Future<? extends Outcome<?>> future) {
    return result(future)
        .fold(
            value -> {
              throw new AssertionError("not refused");
            },
            refusal -> refusal);
  }

  /** The failure; a success is thrown. */
  public static Throwable failure(Future<?> future) {
    return result(
        future.transform(
            done ->
                done.succeeded()
                    ? Future.failedFuture(new AssertionError("did not fail"))
                    : Future.succeededFuture(done.cause())));
  }
}
