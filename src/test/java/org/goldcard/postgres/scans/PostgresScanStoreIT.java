package org.goldcard.postgres.scans;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.goldcard.contract.ScanStoreContract;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.DatabaseSettings;
import org.goldcard.postgres.store.Migrations;
import org.goldcard.records.ScanHours;
import org.goldcard.records.ScanRecord;
import org.goldcard.records.ScanStore;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestRecords;
import org.goldcard.testkit.TestServers;
import org.goldcard.verifying.ResultCode;
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
    TestServers.execute(url, "truncate scan_record, scan_conflict, scan_count, scan_hour");
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

  private static List<ScanHours.Hour> hours(String client) {
    ScanHours.Wish wish =
        new ScanHours.Wish(now.minus(Duration.ofDays(2)), now.plusSeconds(7200), client, null);
    return Awaited.result(new PostgresScanHours(database).read(wish));
  }

  /** Every result, admission and flag there is, counted by the database as by the program. */
  @Test
  void countsEachHourAsTheProgramCounts() {
    List<ScanRecord> all = new ArrayList<>();
    for (ResultCode result : ResultCode.values()) {
      for (String admit : List.of("YES", "AFTER_CHECK", "NO")) {
        for (int flags = 0; flags < 32; flags++) {
          all.add(scan(all.size(), result.name(), admit, ScanRecord.Flag.of(flags)));
        }
      }
    }
    for (int from = 0; from < all.size(); from += 500) {
      List<ScanRecord> some = all.subList(from, Math.min(all.size(), from + 500));
      assertThat(Awaited.result(store.insert(some)).stored()).isEqualTo(some.size());
      assertThat(Awaited.result(store.insert(some)).known()).as("again").isEqualTo(some.size());
    }
    long passed = all.stream().filter(ScanRecord::isPassed).count();
    long degraded = all.stream().filter(ScanRecord::isDegraded).count();
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    assertThat(hours("gate-9"))
        .containsExactly(
            new ScanHours.Hour(hour, all.get(0).place(), passed, all.size() - passed, degraded));
    assertThat(degraded).isBetween(1L, all.size() - 1L);
  }

  private static ScanRecord scan(
      int number, String result, String admit, Set<ScanRecord.Flag> flags) {
    return new ScanRecord(
        "%032x".formatted(900_000 + number),
        now.truncatedTo(ChronoUnit.HOURS),
        new ScanRecord.Place("park", "east", "gate-9"),
        result,
        admit,
        null,
        ScanRecord.Shown.LIVE_CODE,
        flags,
        1,
        Duration.ZERO,
        null,
        null);
  }

  @Test
  void hoursAreThoseOfTheScanAndOfEachDevice() {
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    List<ScanRecord> all =
        List.of(
            TestRecords.visit(1, hour, "a", "south"),
            TestRecords.visit(2, hour.minusNanos(1000), "a", "south"),
            TestRecords.visit(3, hour, "b", "north"));
    Awaited.result(store.insert(all));
    assertThat(hours("gate-1"))
        .extracting(one -> one.begins() + " " + one.place().checkpoint() + " " + one.passed())
        .containsExactly(
            hour + " north 1", hour + " south 1", hour.minusSeconds(3600) + " south 1");
    assertThat(hours("gate-2")).isEmpty();
  }

  @Test
  void forgetsHoursWithTheirRecords() {
    Awaited.result(store.insert(List.of(TestRecords.visit(1, now.minus(Duration.ofDays(1))))));
    assertThat(hours("gate-1")).hasSize(1);
    assertThat(Awaited.result(store.fold(now))).isEqualTo(1);
    assertThat(hours("gate-1")).isEmpty();
  }
}
