package org.goldcard.token.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.OptionalInt;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.jws.Flaw;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.keys.KeyRing;
import org.junit.jupiter.api.Test;

class StatusListTokenTest {
  private final KeyRing ring = new TestKeys().ring();
  private final TickingClock clock = new TickingClock("2026-11-23T04:00:00Z");
  private final StatusListTokens tokens = new StatusListTokens(new JwsSigner(() -> ring), clock);
  private final StatusListReader reader = new StatusListReader(() -> ring, clock);
  private final ListSeries series = new ListSeries(new Issuer("https://card.example.cn"));
  private final StatusList list = StatusList.of(1, ListSeries.ENTRIES, i -> i % 1000 == 0 ? 1 : 0);

  @Test
  void readsBackAFullListIndexByIndex() {
    SignedText token = tokens.sign(series.uri(0), list);
    VerifiedStatusList read = reader.read(token, series.uri(0)).token().orElseThrow();

    assertThat(read.list()).isEqualTo(list);
    assertThat(read.ttl()).isEqualTo(StatusListTokens.TTL);
    assertThat(read.issuedAt()).isEqualTo(clock.instant());
  }

  @Test
  void provesNothingAfterFifteenMinutes() {
    SignedText token = tokens.sign(series.uri(0), list);

    clock.move(Duration.ofMinutes(15).minusMillis(1));
    assertThat(reader.read(token, series.uri(0)).isVerified()).isTrue();
    clock.move(Duration.ofMillis(1));
    assertThat(reader.read(token, series.uri(0)).flaw()).contains(Flaw.EXPIRED);
  }

  @Test
  void isNotTakenForTheListOfAnotherAddress() {
    SignedText token = tokens.sign(series.uri(0), list);

    assertThat(reader.read(token, series.uri(1)).flaw()).contains(Flaw.WRONG_ISSUER);
  }

  @Test
  void livesThirtySixHoursAtMost() {
    assertThat(tokens.sign(series.uri(0), list, Duration.ofHours(36)).text()).isNotEmpty();
    assertThatThrownBy(() -> tokens.sign(series.uri(0), list, Duration.ofHours(37)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void findsEveryIndexByListAndPlace() {
    for (int index : new int[] {0, 1, (1 << 20) - 1, 1 << 20, (1 << 28) - 1}) {
      String uri = series.uri(ListSeries.listOf(index));
      assertThat(series.index(uri, ListSeries.placeOf(index))).isEqualTo(OptionalInt.of(index));
    }
    assertThat(series.index("https://other.example.cn/v1/status-lists/0", 0)).isEmpty();
    assertThat(series.index(series.uri(256), 0)).isEmpty();
    assertThat(series.index(series.uri(0) + "0", 0)).isEmpty();
    assertThat(series.index(series.uri(0), 1 << 20)).isEmpty();
    assertThatThrownBy(() -> ListSeries.listOf(1 << 28))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
