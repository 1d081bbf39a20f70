package org.goldcard.cli.command;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;

/** Waits for futures. Blocks, so it is for the thread of the command line alone. */
public final class Waiting {
  private Waiting() {}

  /** The value, or the failure itself, unwrapped. */
  public static <T> T on(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("a future failed with a checked exception", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandRefused(ExitCode.INTERRUPTED, "已中断", "Interrupted");
    }
  }
}
