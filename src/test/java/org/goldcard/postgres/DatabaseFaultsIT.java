package org.goldcard.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.goldcard.card.Card;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.card.StoreUnavailable;
import org.goldcard.card.TalentClass;
import org.goldcard.contract.CardStore;
import org.goldcard.dev.embedded.RunningServers;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.DatabaseSettings;
import org.goldcard.status.Position;
import org.goldcard.status.StatusChange;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the stores do while the database dies, hangs, or is locked; on servers of its own. */
final class DatabaseFaultsIT {
  private static final int KILLS = 4;
  private static final int WISHES = 30;

  private static RunningServers servers;
  private static PostgresStore store;

  @BeforeAll
  static void open() {
    Path data = TestServers.emptyDirectory();
    servers = TestServers.throwAway(data);
    store = new PostgresStore(servers.databaseUrl());
  }

  @AfterAll
  static void close() {
    store.close();
    servers.close();
  }

  @Test
  void aKilledDatabaseLosesNothingAcknowledgedAndHalvesNothing() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int kill = 0; kill < KILLS; kill++) {
      List<Long> talents =
          IntStream.range(0, WISHES).mapToObj(i -> store.talent(TalentClass.C)).toList();
      List<Future<Outcome<Receipt>>> wishes = issueAll(talents);
      killAfter(wishes, random.nextInt(WISHES));
      List<Optional<Receipt>> acknowledged = wishes.stream().map(DatabaseFaultsIT::ended).toList();
      awaitRecovery();
      List<Receipt> repeated = issueAll(talents).stream().map(Awaited::done).toList();
      for (int i = 0; i < WISHES; i++) {
        Receipt receipt = repeated.get(i);
        acknowledged.get(i).ifPresent(first -> assertThat(receipt).isEqualTo(first));
        Card card = Awaited.result(store.registry().findByTalent(talents.get(i))).orElseThrow();
        assertThat(receipt.number()).isEqualTo(card.number());
      }
    }
    assertWholeFeed();
  }

  private static List<Future<Outcome<Receipt>>> issueAll(List<Long> talents) {
    return talents.stream()
        .map(id -> store.rule().issue(id, CardStore.wish("issue-" + id, "h")))
        .toList();
  }

  private static void killAfter(List<Future<Outcome<Receipt>>> wishes, int done) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> wishes.stream().filter(Future::isComplete).count() >= done);
    ProcessHandle.of(servers.postgresPid()).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** The receipt, if it was acknowledged; every other wish must fail as unavailable. */
  private static Optional<Receipt> ended(Future<Outcome<Receipt>> wish) {
    return Awaited.result(
        wish.transform(
            end -> {
              if (end.succeeded()) {
                return Future.succeededFuture(Optional.of(Awaited.done(wish)));
              }
              assertThat(end.cause()).isInstanceOf(StoreUnavailable.class);
              return Future.succeededFuture(Optional.empty());
            }));
  }

  private static void awaitRecovery() {
    Awaited.soon(
        () ->
            Awaited.result(
                store
                    .database()
                    .ping()
                    .transform(end -> Future.succeededFuture(answered(end.succeeded())))));
  }

  private static Optional<Boolean> answered(boolean yes) {
    return yes ? Optional.of(true) : Optional.empty();
  }

  private static void assertWholeFeed() {
    PostgresStatusLog log = new PostgresStatusLog(store.database());
    Position head = Awaited.result(log.head());
    List<StatusChange> all =
        Awaited.result(log.after(head.epoch(), 0, Integer.MAX_VALUE)).changes();
    String chain = Position.START;
    long seq = 0;
    for (StatusChange change : all) {
      chain = change.chainAfter(chain);
      assertThat(change.position()).isEqualTo(new Position(head.epoch(), ++seq, chain));
    }
    assertThat(head).isEqualTo(new Position(head.epoch(), seq, chain));
    assertThat(Awaited.result(log.unlikeCards(10))).isEmpty();
  }

  @Test
  void aLockedTableFailsTheWishInsteadOfHangingIt() throws SQLException {
    long talent = store.talent(TalentClass.C);
    Future<Outcome<Receipt>> wish;
    try (Connection other = TestServers.connect(servers.databaseUrl());
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table card in access exclusive mode");
      wish = store.rule().issue(talent, CardStore.wish());
      assertThat(Awaited.failure(wish)).isInstanceOf(StoreUnavailable.class);
      other.rollback();
    }
    assertThat(Awaited.done(store.rule().issue(talent, CardStore.wish())).version()).isEqualTo(1);
  }

  @Test
  void aHangingDatabaseFailsItsCallersAndServesThemLater() throws Exception {
    Card card = store.card();
    signal("STOP");
    try {
      assertThat(Awaited.failure(store.registry().find(card.number())))
          .isInstanceOf(StoreUnavailable.class);
      assertThat(Awaited.failure(store.rule().issue(card.talentId(), CardStore.wish())))
          .isInstanceOf(StoreUnavailable.class);
    } finally {
      signal("CONT");
    }
    awaitRecovery();
    assertThat(store.card(card.number())).isEqualTo(card);
  }

  /** To the postmaster and every backend. */
  private static void signal(String name) throws IOException, InterruptedException {
    ProcessHandle postmaster = ProcessHandle.of(servers.postgresPid()).orElseThrow();
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    command.add(Long.toString(postmaster.pid()));
    postmaster.descendants().forEach(p -> command.add(Long.toString(p.pid())));
    Process kill = new ProcessBuilder(command).start();
    assertThat(kill.waitFor(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void moreThanMayWaitAreRefusedAtOnce() {
    Database narrow =
        new Database(
            store.vertx(),
            new DatabaseSettings(servers.databaseUrl(), null, 1, 2, Duration.ofSeconds(2)));
    List<Future<Object>> calls =
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    narrow.transaction(
                        c -> c.query("select pg_sleep(0.2)").execute().map((Object) i), r -> true))
            .toList();
    long refused =
        calls.stream()
            .map(f -> Awaited.result(f.transform(end -> Future.succeededFuture(end.failed()))))
            .filter(failed -> failed)
            .count();
    assertThat(refused).isBetween(7L, 8L);
    Awaited.result(narrow.close());
  }

  @Test
  void aListenerIsCalledAgainAfterItsConnectionWasLost() {
    AtomicInteger calls = new AtomicInteger();
    Awaited.result(store.log().onCommit(calls::incrementAndGet));
    int before = calls.get();
    TestServers.execute(
        servers.databaseUrl(),
        "select pg_terminate_backend(pid) from pg_stat_activity where query like 'LISTEN%'");
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> calls.get() > before);
    int reconnected = calls.get();
    store.card();
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> calls.get() > reconnected);
  }
}
