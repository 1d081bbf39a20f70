package org.goldcard.partners.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.goldcard.partners.terms.Quota;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TickingClock;
import org.junit.jupiter.api.Test;

class ClientQuotasTest {
  private static final Quota FIVE = new Quota(5, 0);

  private final TickingClock clock = new TickingClock("2026-11-23T02:00:30Z");
  private final Map<String, Long> counters = new HashMap<>();
  private boolean away;
  private final ClientQuotas one = new ClientQuotas(clock, this::add);
  private final ClientQuotas other = new ClientQuotas(clock, this::add);

  private Future<Long> add(String name, long more, Duration life) {
    return away
        ? Future.failedFuture("away")
        : Future.succeededFuture(counters.merge(name, more, Long::sum));
  }

  private static int granted(ClientQuotas node, Quota quota) {
    int count = 0;
    while (count < 100 && node.take("bank", quota, 1) == null) {
      count++;
    }
    return count;
  }

  @Test
  void nodesKeepAQuotaTogetherOnceTheyToldEachOther() {
    assertThat(one.take("bank", FIVE, 1)).isNull();
    assertThat(one.take("bank", FIVE, 1)).isNull();
    assertThat(other.take("bank", FIVE, 1)).isNull();
    for (ClientQuotas node : new ClientQuotas[] {one, other, one}) {
      Awaited.result(node.share());
    }
    assertThat(granted(other, FIVE)).isEqualTo(2);
    Awaited.result(other.share());
    Awaited.result(one.share());
    assertThat(granted(one, FIVE)).isZero();
    clock.move(Duration.ofSeconds(30));
    assertThat(granted(one, FIVE)).isEqualTo(5);
  }

  @Test
  void aNodeThatCanTellNobodyCountsForItselfAndTellsLater() {
    away = true;
    assertThat(granted(one, FIVE)).isEqualTo(5);
    Awaited.result(one.share());
    assertThat(granted(other, FIVE)).isEqualTo(5);
    away = false;
    clock.move(Duration.ofSeconds(1));
    Awaited.result(one.share());
    assertThat(counters.values()).contains(5L);
  }

  @Test
  void saysHowLongToWait() {
    assertThat(granted(one, FIVE)).isEqualTo(5);
    ClientQuotas.Excess excess = Objects.requireNonNull(one.take("bank", FIVE, 1));
    assertThat(excess.left()).isEqualTo(Duration.ofSeconds(30));
    assertThat(excess.most()).isEqualTo(5);
    assertThat(one.take("other", FIVE, 1)).isNull();
  }

  @Test
  void theDayIsThatOfJinan() {
    Quota day = new Quota(0, 1);
    assertThat(granted(one, day)).isEqualTo(1);
    clock.move(Duration.between(clock.instant(), java.time.Instant.parse("2026-11-23T15:59:59Z")));
    assertThat(granted(one, day)).isZero();
    clock.move(Duration.ofSeconds(1));
    assertThat(granted(one, day)).isEqualTo(1);
  }

  @Test
  void forgetsWhoAskedNothingToday() {
    assertThat(granted(one, FIVE)).isEqualTo(5);
    clock.move(Duration.ofDays(1));
    Awaited.result(one.share());
    assertThat(granted(one, FIVE)).isEqualTo(5);
  }
}
