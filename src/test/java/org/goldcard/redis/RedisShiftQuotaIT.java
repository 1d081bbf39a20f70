package org.goldcard.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.goldcard.partners.ShiftQuota;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestServers;
import org.goldcard.testkit.TickingClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisShiftQuotaIT {
  private final Vertx vertx = Vertx.vertx();
  private final RedisStore store = new RedisStore(vertx, TestServers.freshRedis(), name -> name);
  private final TickingClock clock = new TickingClock("2026-11-23T02:00:00Z");

  @BeforeEach
  void connect() throws TimeoutException {
    store.connect().await(20, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() {
    Awaited.result(store.close());
    Awaited.result(vertx.close());
  }

  private static boolean take(ShiftQuota quota, String client) {
    return Awaited.result(Future.fromCompletionStage(quota.take(client)));
  }

  @Test
  void countsOneClientOnAllNodesUntilTheNextShift() {
    ShiftQuota here = store.quota("numbers", 3, clock);
    ShiftQuota there = store.quota("numbers", 3, clock);
    assertThat(take(here, "desk")).isTrue();
    assertThat(take(there, "desk")).isTrue();
    assertThat(take(here, "desk")).isTrue();
    assertThat(take(there, "desk")).isFalse();
    assertThat(take(here, "desk")).isFalse();
    assertThat(take(here, "gate")).as("another client").isTrue();
    clock.move(Duration.ofHours(6));
    assertThat(take(here, "desk")).as("midnight of Jinan").isTrue();
  }

  @Test
  void nothingIsGrantedWhereNobodyCounts() {
    ShiftQuota quota = store.quota("numbers", 3, clock);
    assertThat(take(quota, "desk")).isTrue();
    Awaited.result(store.close());
    assertThatThrownBy(() -> take(quota, "desk")).isNotNull();
  }

  @Test
  void aQuotaOfNothingGrantsNothing() {
    assertThat(take(store.quota("numbers", 0, clock), "desk")).isFalse();
  }
}
