package org.goldcard.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.ConnectException;
import java.security.cert.CertificateException;
import java.util.concurrent.atomic.AtomicInteger;
import org.goldcard.card.StoreUnavailable;
import org.goldcard.testkit.Awaited;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger tries = new AtomicInteger();

  @AfterEach
  void close() {
    Awaited.result(vertx.close().map("closed"));
  }

  /** Fails so often for a reason, then succeeds; answers how often it was tried. */
  private int triesUntilDone(int failures, Throwable cause) {
    StoreUnavailable failure = new StoreUnavailable("away", cause);
    Future<String> step =
        Patience.with(
            vertx,
            () ->
                tries.incrementAndGet() <= failures
                    ? Future.failedFuture(failure)
                    : Future.succeededFuture("done"));
    Awaited.result(step.otherwise("given up"));
    return tries.get();
  }

  @Test
  void aDatabaseThatIsStartingIsAwaited() {
    assertThat(triesUntilDone(2, new ConnectException("refused"))).isEqualTo(3);
  }

  @Test
  void whatWaitingDoesNotMendFailsAtOnce() {
    assertThat(triesUntilDone(2, new CertificateException("of a stranger"))).isEqualTo(1);
  }
}
