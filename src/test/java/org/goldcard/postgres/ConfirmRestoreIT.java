package org.goldcard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.testkit.Awaited.done;
import static org.goldcard.testkit.Awaited.result;

import java.util.List;
import org.goldcard.card.Card;
import org.goldcard.card.CardState;
import org.goldcard.contract.CardStore;
import org.goldcard.status.CardTable;
import org.goldcard.status.ChangeStatus;
import org.goldcard.status.Position;
import org.goldcard.status.RevokeCard;
import org.goldcard.status.StatusLog;
import org.goldcard.status.feed.ConfirmRestore;
import org.goldcard.testkit.InMemoryStatusCarrier;
import org.goldcard.testkit.RememberedPosition;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A record put back to before some stops, as from yesterday's backup. */
class ConfirmRestoreIT {
  private final PostgresStore store = new PostgresStore(ConfirmRestoreIT.class);
  private final InMemoryStatusCarrier carrier = new InMemoryStatusCarrier();
  private final RememberedPosition memory = new RememberedPosition();
  private final ConfirmRestore restore =
      new ConfirmRestore(
          store.log(),
          carrier,
          memory,
          new PostgresEpochLedger(store.database(), store.clock()),
          store.ledger(),
          store.clock());
  private final Card suspended = store.card();
  private final Card revoked = store.card();
  private final Card untouched = store.card();
  private Position known = new Position(1, 0, Position.START);

  @BeforeEach
  void stopTwoCardsAndRestoreTheRecord() {
    String backup =
        "create table backup_head as table status_head;"
            + "create table backup_entry as table status_entry;"
            + "create table backup_card as table card";
    TestServers.execute(store.url(), backup);
    done(
        new ChangeStatus(store.ledger(), store.clock())
            .suspend(suspended.number(), CardStore.wish()));
    done(new RevokeCard(store.ledger(), store.clock()).revoke(revoked.number(), CardStore.wish()));
    result(carrier.rebuild(1, result(CardTable.load(store.log()))));
    known = result(store.log().head());
    result(memory.keep(known));
    assertThat(result(restore.report()).denied()).isFalse();
    TestServers.execute(
        store.url(),
        "delete from status_change where seq > (select seq from backup_head);"
            + "update status_head h set seq = b.seq, chain = b.chain from backup_head b;"
            + "update status_entry e set word = b.word from backup_entry b where b.idx = e.idx;"
            + "update card c set state = b.state, suspended_until = b.suspended_until,"
            + " codes_not_before = b.codes_not_before from backup_card b where b.idx = c.idx");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void showsWhichStopsWouldBeForgotten() {
    ConfirmRestore.Report report = result(restore.report());
    assertThat(report.denied()).isTrue();
    assertThat(report.carrier()).contains(known);
    assertThat(report.memory()).contains(known);
    assertThat(report.stops())
        .containsExactlyInAnyOrder(
            new ConfirmRestore.Stop(
                suspended.index(), false, CardState.SUSPENDED, suspended.number()),
            new ConfirmRestore.Stop(revoked.index(), false, CardState.REVOKED, revoked.number()));
  }

  @Test
  void recordsThemAgainWithNothingFinalAndBeginsAnEpochAboveAllNumbers() {
    ConfirmRestore.Report report = result(restore.report());
    assertThat(result(restore.recordAgain(report, CardStore.wish()))).isEqualTo(2);
    Position begun = result(restore.confirm(report, CardStore.wish()));
    assertThat(begun.epoch()).isEqualTo(2);
    assertThat(begun.seq()).isGreaterThanOrEqualTo(known.seq());
    assertThat(begun.chain()).isNotEqualTo(Position.START);
    assertThat(result(store.log().head())).isEqualTo(begun);
    assertThat(store.card(suspended.number()).state()).isEqualTo(CardState.SUSPENDED);
    assertThat(store.card(revoked.number()).state()).isEqualTo(CardState.LOST);
    assertThat(store.card(untouched.number()).state()).isEqualTo(CardState.ACTIVE);
    StatusLog.Page page = result(store.log().after(known.epoch(), known.seq(), 1));
    assertThat(page.from(known)).isEqualTo(StatusLog.Course.NEWER_EPOCH);
    assertThat(
            TestServers.query(
                store.url(),
                "select count(*) from audit_entry where action = 'status.begin-epoch'"))
        .isEqualTo(List.of("1"));
  }

  @Test
  void theNewEpochGoesOnDenselyAndChained() {
    Position begun = result(restore.confirm(result(restore.report()), CardStore.wish()));
    done(
        new ChangeStatus(store.ledger(), store.clock())
            .suspend(suspended.number(), CardStore.wish()));
    StatusLog.Page page = result(store.log().after(begun.epoch(), begun.seq(), 10));
    assertThat(page.changes()).hasSize(1);
    assertThat(page.from(begun)).isEqualTo(StatusLog.Course.LEADS_ON);
    assertThat(result(restore.report()).denied()).isFalse();
  }
}
