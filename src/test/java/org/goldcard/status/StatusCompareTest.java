package org.goldcard.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.testkit.StatusWords.card;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.testkit.InMemoryStatusCarrier;
import org.goldcard.testkit.ScriptedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusCompareTest {
  private static final StatusWord ACTIVE = card(CardState.ACTIVE);
  private static final StatusWord REVOKED = card(CardState.REVOKED);

  private final Vertx vertx = Vertx.vertx();
  private final ScriptedLog log = new ScriptedLog();
  private final InMemoryStatusCarrier carrier = new InMemoryStatusCarrier();
  private final CardTable table = new CardTable();
  private final StatusCompare compare = new StatusCompare(vertx, log, carrier, table);

  @BeforeEach
  void threeAlike() throws TimeoutException {
    for (int i = 0; i < 100; i++) {
      log.record(i * 3, ACTIVE);
    }
    CardTable whole = CardTable.load(log).await(5, TimeUnit.SECONDS);
    carrier.rebuild(1, whole).await(5, TimeUnit.SECONDS);
    table.become(CardTable.load(log).await(5, TimeUnit.SECONDS));
  }

  @AfterEach
  void close() throws TimeoutException {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private StatusCompare.Report report() throws TimeoutException {
    return compare.compare().await(20, TimeUnit.SECONDS);
  }

  @Test
  void findsNothingWhereAllThreeAreAlike() throws TimeoutException {
    assertThat(report().isClean()).isTrue();
    assertThat(report().entries()).isEqualTo(100);
    assertThat(report().first()).isEmpty();
  }

  @Test
  void namesWhatTheTableHasElse() throws TimeoutException {
    table.put(6, REVOKED.bits());
    table.put(7, ACTIVE.bits());
    StatusCompare.Report report = report();
    assertThat(report.isClean()).isFalse();
    assertThat(report.tableDiffers()).isEqualTo(2);
    assertThat(report.carrierDiffers()).isZero();
    assertThat(report.first())
        .containsExactly(
            new StatusCompare.Difference(6, ACTIVE, ACTIVE, REVOKED),
            new StatusCompare.Difference(7, StatusWord.NONE, StatusWord.NONE, ACTIVE));
  }

  @Test
  void namesTheFirstOfManyInTheCarrier() throws TimeoutException {
    CardTable empty = CardTable.load(new ScriptedLog()).await(5, TimeUnit.SECONDS);
    carrier.rebuild(2, empty).await(5, TimeUnit.SECONDS);
    StatusCompare.Report report = report();
    assertThat(report.carrierDiffers()).isEqualTo(100);
    assertThat(report.first()).hasSize(StatusCompare.NAMED);
  }

  @Test
  void isNotCleanWhilePositionsDiffer() throws TimeoutException {
    log.record(0, ACTIVE);
    StatusCompare.Report report = report();
    assertThat(report.carrierDiffers() + report.tableDiffers()).isZero();
    assertThat(report.isClean()).isFalse();
  }

  @Test
  void isNotCleanWhenTheCarrierHoldsNothingWhole() throws TimeoutException {
    carrier.forget().await(5, TimeUnit.SECONDS);
    assertThat(report().carrier()).isEmpty();
    assertThat(report().isClean()).isFalse();
  }
}
