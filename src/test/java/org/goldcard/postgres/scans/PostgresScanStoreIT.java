package org.goldcard.postgres.scans;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.goldcard.contract.ScanStoreContract;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.DatabaseSettings;
import org.goldcard.postgres.store.Migrations;
import org.goldcard.records.ScanRecord;
import org.goldcard.records.ScanStore;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestRecords;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The months the database allows follow its own clock, so this test lives in the present. */
final class PostgresScanStoreIT extends ScanStoreContract {
  private static final Vertx VERTX = Vertx.vertx();
  private static Instant now;
  private static String url;
  private static Database database;
  private static ScanStore store;

  @BeforeAll
  static void open() {
    now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    url = TestServers.freshDatabase(PostgresScanStoreIT.class);
    DatabaseSettings settings = DatabaseSettings.of(url);
    Awaited.result(Migrations.apply(VERTX, settings));
    database = new Database(VERTX, settings);
    store = new PostgresScanStore(database, () -> now);
  }

  @AfterAll
  static void close() {
    Awaited.result(database.close().compose(closed -> VERTX.close()));
  }

  @BeforeEach
  void empty() {
    TestServers.execute(url, "truncate scan_record, scan_conflict, scan_count");
  }

  @Override
  protected ScanStore store() {
    return store;
  }

  @Override
  protected Instant now() {
    return now;
  }

  @Test
  void keepsNothingThatTellsWhoItWas() {
    assertThat(
            TestServers.query(
                url,
                "select column_name::text from information_schema.columns"
                    + " where table_name = 'scan_record' order by ordinal_position"))
        .containsExactly(
            "verification_id",
            "scanned_at",
            "venue",
            "checkpoint",
            "client",
            "result",
            "admit",
            "item",
            "shown",
            "flags",
            "rev",
            "age_ms",
            "reference",
            "first_id",
            "first_venue",
            "first_point",
            "first_at",
            "nonce_ref");
  }

  @Test
  void aCodeAtTwoVenuesFlagsBothScans() {
    ScanRecord first = TestRecords.visit(1, now);
    ScanRecord second = TestRecords.second(2, now.plusSeconds(3), first);
    Awaited.result(store.insert(List.of(first, second)));
    Awaited.result(store.insert(List.of(second)));
    assertThat(
            TestServers.query(
                url,
                "select right(first_id, 1) || first_venue || first_point || right(second_id, 1)"
                    + " || second_venue || second_point || (second_at - first_at)"
                    + " from scan_conflict"))
        .containsExactly("1JN-BAOTUsouth gate2JN-千佛山东门00:00:03");
  }

  @Test
  void foldsIntoCountsOfAMonthAndMergesWhatIsTooFewWhenItEnds() {
    Instant day = now.minus(Duration.ofDays(190));
    List<ScanRecord> all = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      all.add(TestRecords.visit(i, day.plusSeconds(i % 2)));
    }
    all.add(TestRecords.bare(20, day));
    all.add(TestRecords.second(21, day, all.get(0)));
    Awaited.result(store.insert(all));
    while (Awaited.result(store.fold(day.plusSeconds(60))) > 0) {
      assertThat(all).hasSize(14);
    }
    assertThat(counts())
        .contains("JN-BAOTU TOURISM_FITNESS.FREE_ENTRY VALID 12", "JN-千佛山 - BAD_CODE 1");
    Awaited.result(store.fold(day.plus(Duration.ofDays(32))));
    assertThat(counts()).containsExactly("- - - 2", "JN-BAOTU TOURISM_FITNESS.FREE_ENTRY VALID 12");
    assertThat(TestServers.query(url, "select count(*) from scan_conflict")).containsExactly("0");
  }

  private static List<String> counts() {
    return TestServers.query(
        url,
        "select venue || ' ' || item || ' ' || result || ' ' || scans from scan_count order by 1");
  }

  @Test
  void takesTenThousandRecordsInAFewStatements() {
    List<ScanRecord> all = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      all.add(TestRecords.visit(i, now));
    }
    int stored = 0;
    for (int i = 0; i < all.size(); i += 1000) {
      stored += Awaited.result(store.insert(all.subList(i, i + 1000))).stored();
    }
    assertThat(stored).isEqualTo(10_000);
  }
}
