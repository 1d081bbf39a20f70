package org.goldcard.web.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlarmsTest {
  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final Alarms alarms = new Alarms(vertx, Duration.ofMillis(20));
  private final List<String> rung = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    await().until(vertx.close()::isComplete);
  }

  @Test
  void goOffInTheOrderInWhichTheyWereSetExceptThoseTakenBack() {
    onLoop(
        () -> {
          ring("first");
          Alarms.Alarm second = ring("second");
          ring("third");
          return Future.succeededFuture(second.cancel());
        });
    await().until(() -> rung.size() == 2);
    assertThat(rung).containsExactly("first", "third");
  }

  @Test
  void goOffAgainAfterAllWereSilent() {
    onLoop(() -> Future.succeededFuture(ring("one")));
    await().until(() -> rung.contains("one"));
    onLoop(() -> Future.succeededFuture(ring("two")));
    await().until(() -> rung.contains("two"));
  }

  @Test
  void endAFutureThatTakesTooLong() {
    Future<String> late = onLoop(() -> alarms.bound(Promise.<String>promise().future()));
    assertThat(late.cause()).isInstanceOf(TimeoutException.class);
  }

  @Test
  void leaveAFutureAloneThatIsInTime() {
    assertThat(onLoop(() -> alarms.bound(Future.succeededFuture("here"))).result())
        .isEqualTo("here");
  }

  @CanIgnoreReturnValue
  private Alarms.Alarm ring(String name) {
    return alarms.set(() -> rung.add(name));
  }

  @CanIgnoreReturnValue
  private <T> Future<T> onLoop(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    loop.runOnContext(now -> work.get().onComplete(done));
    await().until(done.future()::isComplete);
    return done.future();
  }
}
