package org.goldcard.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.goldcard.card.StatusWord;
import org.goldcard.card.TalentClass;
import org.goldcard.contract.CardStore;
import org.goldcard.issuing.IssueAll;
import org.goldcard.issuing.RecognisedRow;
import org.goldcard.issuing.RecognitionRules;
import org.goldcard.issuing.TalentRegistry;
import org.goldcard.postgres.talents.PostgresTalentRegistry;
import org.goldcard.status.Position;
import org.goldcard.status.StatusChange;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Many talents imported and issued to, 3,000 of them unless {@code -Dgoldcard.bulk=100000} says
 * otherwise; prints the rates.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class BulkIssueIT {
  private static final int TALENTS = Integer.getInteger("goldcard.bulk", 3_000);
  private static final int BATCH = 500;

  private static String url = "";
  private static PostgresStore store;

  @BeforeAll
  static void open() {
    url = TestServers.freshDatabase(BulkIssueIT.class);
    store = new PostgresStore(url);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Test
  @Order(1)
  void importsManyTalents() {
    TalentRegistry talents =
        new PostgresTalentRegistry(
            store.database(), store.clock(), TestTalents.CIPHER, TestTalents.INDEX);
    RecognitionRules rules = new RecognitionRules(CardStore.TERM);
    long start = System.nanoTime();
    for (int i = 0; i < TALENTS; i += BATCH) {
      List<RecognisedRow> rows =
          IntStream.range(i, Math.min(TALENTS, i + BATCH)).mapToObj(BulkIssueIT::row).toList();
      Awaited.result(talents.apply(rows, CardStore.wish(), rules::decide));
    }
    print("imported", start);
    assertThat(count("talent")).isEqualTo(TALENTS);
    assertThat(count("talent_document")).isEqualTo(TALENTS);
  }

  @Test
  @Order(2)
  void issuesToAllOfThemOnce() {
    PostgresUnissuedTalents unissued = new PostgresUnissuedTalents(store.database(), store.clock());
    assertThat(Awaited.result(unissued.ids(0, 10))).hasSize(10).isSorted();
    IssueAll all = new IssueAll(unissued, store.rule());
    List<Integer> progress = new ArrayList<>();
    long start = System.nanoTime();
    assertThat(
            all.issue(CardStore.wish(), progress::add)
                .toCompletionStage()
                .toCompletableFuture()
                .join())
        .isEqualTo(new IssueAll.Total(TALENTS, 0));
    print("issued", start);
    assertThat(progress).isSorted().endsWith(TALENTS);
    assertThat(count("card")).isEqualTo(TALENTS);
    assertThat(count("pass")).isEqualTo(TALENTS);
    assertThat(Awaited.result(unissued.ids(0, 10))).isEmpty();
    assertThat(Awaited.result(all.issue(CardStore.wish(), progress::add)).issued()).isZero();
  }

  @Test
  @Order(3)
  void feedEntriesAndRowsAgree() {
    PostgresStatusLog log = new PostgresStatusLog(store.database());
    assertThat(Awaited.result(log.unlikeCards(10))).isEmpty();
    Map<Integer, StatusWord> entries = new HashMap<>();
    long start = System.nanoTime();
    Position head = Awaited.result(log.snapshot(entries::put));
    print("snapshot entries of", start);
    assertThat(entries).hasSize(2 * TALENTS);
    assertThat(head.seq()).isEqualTo(2L * TALENTS);
    assertThat(Awaited.result(log.after(head.epoch(), head.seq() - 2, 10)).changes())
        .extracting(StatusChange::position)
        .last()
        .isEqualTo(head);
    TestServers.execute(
        url, "update status_entry set word = word + 4 where idx = (select min(idx) from card)");
    assertThat(Awaited.result(log.unlikeCards(10))).hasSize(1);
  }

  private static RecognisedRow row(int i) {
    TalentClass talentClass = TalentClass.ofRank(1 + i % 4).orElseThrow();
    return TestTalents.row(
        i + 1,
        TestTalents.talent("人才" + Character.toString('一' + i % 1000), TestTalents.passport(i)),
        talentClass,
        "2026-03-02");
  }

  private static int count(String table) {
    return Integer.parseInt(TestServers.query(url, "select count(*) from " + table).get(0));
  }

  private static void print(String what, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%s %d in %.1f s, %.0f/s%n", what, TALENTS, seconds, TALENTS / seconds);
  }
}
