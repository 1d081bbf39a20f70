package org.goldcard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.goldcard.card.Card;
import org.goldcard.card.CardLife;
import org.goldcard.contract.CardStore;
import org.goldcard.postgres.store.Migrations;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class SchemaIT {
  private static String url = "";
  private static PostgresStore store;

  @BeforeAll
  static void open() {
    url = TestServers.freshDatabase(SchemaIT.class);
    store = new PostgresStore(url);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Test
  void migratingAgainChangesNothing() {
    assertThat(Awaited.result(Migrations.apply(store.vertx(), store.settings()))).isZero();
  }

  @Test
  void aWholeListOfIndexesIsAPermutation() {
    assertThat(
            TestServers.query(
                url,
                "select count(distinct i) || ' ' || min(i) || ' ' || max(i) from (select"
                    + " scattered(key, n) as i from status_list, generate_series(0, 1048575) n"
                    + " where list = 7) all_of_it"))
        .containsExactly("1048576 0 1048575");
  }

  @Test
  void listsAreScatteredEachInItsOwnWay() {
    assertThat(TestServers.query(url, "select count(distinct key)::text from status_list"))
        .containsExactly("256");
    List<String> first = TestServers.query(url, scattered(1));
    assertThat(first).isNotEqualTo(TestServers.query(url, scattered(2)));
    assertThat(first).isNotEqualTo(first.stream().sorted().toList());
  }

  private static String scattered(int list) {
    return "select lpad(scattered(key, n)::text, 8, '0') from status_list,"
        + " generate_series(0, 99) n where list = "
        + list
        + " order by n";
  }

  @Test
  void indexesGoOnInTheNextListWhenOneIsFull() {
    String before = TestServers.query(url, "select last_value from status_index_counter").get(0);
    TestServers.execute(url, "select setval('status_index_counter', 5 * 1048576 - 11)");
    List<String> drawn =
        TestServers.query(
            url,
            "select (i >> 20)::text from (select next_status_index() as i from"
                + " generate_series(1, 20)) drawn");
    TestServers.execute(url, "select setval('status_index_counter', " + before + ")");
    assertThat(drawn.subList(0, 10)).containsOnly("4");
    assertThat(drawn.subList(10, 20)).containsOnly("5");
  }

  @Test
  void whoDidWhatIsOnRecordAndStays() {
    Card card = store.card();
    Awaited.done(
        store
            .ledger()
            .changeStatus(
                card.number(),
                CardStore.wish("audited", "h"),
                c -> CardLife.suspend(c, store.clock().instant())));
    assertThat(
            TestServers.query(
                url,
                "select concat_ws(' ', actor_kind, actor_name, action, reason, before->>'state',"
                    + " after->>'state', after->>'class') from audit_entry where card_number = '"
                    + card.number().digits()
                    + "' order by id"))
        .containsExactly(
            "OPERATOR tester card.issue test ACTIVE C",
            "OPERATOR tester card.suspend test ACTIVE SUSPENDED C");
    for (String change :
        List.of(
            "update audit_entry set reason = ''",
            "delete from audit_entry",
            "truncate audit_entry")) {
      assertThatThrownBy(() -> TestServers.execute(url, change))
          .rootCause()
          .hasMessageContaining("only grows");
    }
  }
}
