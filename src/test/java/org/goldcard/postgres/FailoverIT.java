package org.goldcard.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.card.TalentClass;
import org.goldcard.contract.CardStore;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.DatabaseSettings;
import org.goldcard.postgres.store.FailoverSafety;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.PostgresPair;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.Test;

/** A primary that dies, its standby promoted, and the old one that comes back unaware. */
class FailoverIT {
  private static final int WISHES = 40;

  @Test
  void noAcknowledgedChangeIsLostAndAnOldPrimaryIsNeverBelieved() {
    try (PostgresPair pair = new PostgresPair(true)) {
      PostgresStore store = new PostgresStore(pair.url());
      AtomicInteger heard = new AtomicInteger();
      Awaited.result(store.log().onCommit(heard::incrementAndGet));
      assertThat(safety(store)).isEqualTo(FailoverSafety.Verdict.SAFE);

      Map<Long, Receipt> acknowledged = issueWhileThePrimaryDies(store, pair);
      assertThat(acknowledged).isNotEmpty();
      int before = heard.get();
      pair.promote();
      awaitAnswer(store);
      acknowledged.forEach(
          (talent, receipt) ->
              assertThat(Awaited.result(store.registry().findByTalent(talent)))
                  .get()
                  .extracting(card -> card.number())
                  .isEqualTo(receipt.number()));
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> heard.get() > before);

      pair.reviveOldPrimary();
      Receipt later = Awaited.done(store.rule().issue(store.talent(TalentClass.B), wish("later")));
      // Counts may agree by chance: the old one may have a commit that it never passed on.
      String counted = "select count(*) from card where number = '" + later.number().digits() + "'";
      assertThat(TestServers.query(pair.standbyUrl(), counted)).containsExactly("1");
      assertThat(TestServers.query(pair.primaryUrl(), counted)).containsExactly("0");
      assertThat(Awaited.result(store.registry().find(later.number()))).isPresent();
      Database fresh = new Database(store.vertx(), DatabaseSettings.of(pair.url()));
      assertThat(
              Awaited.result(fresh.query("select 1 from talent order by id desc", Tuple.tuple()))
                  .size())
          .isEqualTo(WISHES + 1);
      Awaited.result(fresh.close());
      store.close();
    }
  }

  private static Map<Long, Receipt> issueWhileThePrimaryDies(
      PostgresStore store, PostgresPair pair) {
    List<Long> talents =
        IntStream.range(0, WISHES).mapToObj(i -> store.talent(TalentClass.C)).toList();
    Map<Long, Future<Outcome<Receipt>>> wishes = new LinkedHashMap<>();
    talents.forEach(id -> wishes.put(id, store.rule().issue(id, wish("t" + id))));
    Awaitility.await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> wishes.values().stream().filter(Future::succeeded).count() >= WISHES / 2);
    pair.killPrimary();
    Map<Long, Receipt> acknowledged = new LinkedHashMap<>();
    wishes.forEach(
        (id, wish) ->
            Awaited.result(
                    wish.transform(end -> Future.succeededFuture(Optional.of(end.succeeded()))))
                .filter(yes -> yes)
                .ifPresent(yes -> acknowledged.put(id, Awaited.done(wish))));
    return acknowledged;
  }

  private static Instruction wish(String key) {
    return CardStore.wish(key, "h");
  }

  private static void awaitAnswer(PostgresStore store) {
    Awaited.soon(
        () ->
            Awaited.result(
                store
                    .database()
                    .ping()
                    .transform(
                        end ->
                            Future.succeededFuture(
                                end.succeeded() ? Optional.of(true) : Optional.empty()))));
  }

  private static FailoverSafety.Verdict safety(PostgresStore store) {
    return Awaited.result(FailoverSafety.of(store.database())).verdict();
  }

  @Test
  void aStandbyNobodyWaitsForMayLoseChangesAndAStandbyAloneIsNotUsed() {
    try (PostgresPair pair = new PostgresPair(false)) {
      PostgresStore store = new PostgresStore(pair.primaryUrl());
      assertThat(safety(store)).isEqualTo(FailoverSafety.Verdict.LOSSY);
      Database standby = new Database(store.vertx(), DatabaseSettings.of(pair.standbyUrl()));
      assertThat(Awaited.failure(standby.ping())).isNotNull();
      Awaited.result(standby.close());
      store.close();
    }
  }

  @Test
  void oneServerAloneHasNothingToLose() {
    PostgresStore store = new PostgresStore(FailoverIT.class);
    assertThat(safety(store)).isEqualTo(FailoverSafety.Verdict.SAFE);
    store.close();
  }
}
