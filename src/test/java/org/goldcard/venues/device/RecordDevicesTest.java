package org.goldcard.venues.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.testkit.Awaited.result;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordDevicesTest {
  private static final Instant NOW = Instant.parse("2026-06-01T01:00:00Z");

  private final Vertx vertx = Vertx.vertx();
  private final List<Heartbeat> rows = new ArrayList<>();
  private boolean away;
  private final RecordDevices devices =
      new RecordDevices(
          vertx,
          new DeviceLog() {
            @Override
            public Future<Void> write(List<Heartbeat> heartbeats) {
              assertThat(heartbeats).hasSizeLessThanOrEqualTo(1000);
              if (away) {
                return Future.failedFuture("away");
              }
              rows.addAll(heartbeats);
              return Future.succeededFuture();
            }

            @Override
            public Future<List<Heartbeat>> all() {
              return Future.succeededFuture(rows);
            }
          });

  @AfterEach
  void stop() {
    result(vertx.close());
  }

  private static Heartbeat beat(String client, int second) {
    Heartbeat.State state = new Heartbeat.State(null, null, null, 0, null);
    return new Heartbeat(client, "park", "east", NOW.plusSeconds(second), state, Duration.ZERO);
  }

  @Test
  void writesTheNewestOfADeviceAndNoneWithinAMinute() {
    for (int second = 0; second < 59; second++) {
      devices.heard(beat("gate", second));
      result(devices.write());
    }
    assertThat(rows).containsExactly(beat("gate", 0));
    devices.heard(beat("gate", 70));
    devices.heard(beat("gate", 61));
    result(devices.write());
    assertThat(rows).containsExactly(beat("gate", 0), beat("gate", 70));
  }

  @Test
  void writesManyDevicesTogetherAndGathersNoMoreThanItsBound() {
    for (int i = 0; i < RecordDevices.MOST + 5; i++) {
      devices.heard(beat("gate-" + i, 0));
    }
    assertThat(devices.left()).isEqualTo(5);
    result(devices.write());
    assertThat(rows).hasSize(RecordDevices.MOST);
  }

  @Test
  void aRecordThatIsAwayCostsOnlyRows() {
    away = true;
    devices.heard(beat("gate", 0));
    assertThat(devices.write().failed()).isTrue();
    away = false;
    devices.heard(beat("gate", 1));
    result(devices.stop());
    assertThat(rows).containsExactly(beat("gate", 1));
  }
}
