package org.goldcard.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.postgres.scans.PostgresOfflineScans;
import org.goldcard.postgres.scans.PostgresScanStore;
import org.goldcard.records.ScanRecord;
import org.goldcard.records.ScanStore;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.StatusWords;
import org.goldcard.testkit.TestRecords;
import org.goldcard.testkit.TestServers;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.offline.OfflineScans;
import org.goldcard.verifying.offline.OfflineScans.Asked;
import org.goldcard.verifying.offline.OfflineScans.Filed;
import org.goldcard.verifying.offline.OfflineScans.Queued;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The record of offline scans in PostgreSQL. */
class OfflineScansIT {
  private final Instant then =
      Instant.now().minus(Duration.ofDays(70)).truncatedTo(ChronoUnit.SECONDS);

  private PostgresStore store;
  private OfflineScans scans;
  private ScanStore records;

  @BeforeEach
  void start() {
    store = new PostgresStore(OfflineScansIT.class);
    scans = new PostgresOfflineScans(store.database(), store.clock());
    records = new PostgresScanStore(store.database(), () -> Instant.now());
    Awaited.result(records.prepare(Instant.now()));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Queued scan(String id, String print, @Nullable String code, String gate) {
    Scan.Scanner scanner = new Scan.Scanner("c-" + gate, "park", gate, true);
    List<String> uses = code == null ? List.of() : List.of("use of " + code, "next month " + code);
    return new Queued(
        id, print, code, uses, scanner, then, "VALID_OFFLINE", "ADMITTED", List.of("OWN_ID", "X"));
  }

  private List<Filed> file(Queued... queued) {
    return scans.file(List.of(queued)).toCompletableFuture().join();
  }

  @Test
  void filesAScanOnceAndKnowsItAgain() {
    assertThat(file(scan("a", "1", null, "east"))).containsExactly(new Filed(false, true, null));
    assertThat(file(scan("a", "1", null, "east"))).containsExactly(new Filed(true, true, null));
    assertThat(file(scan("a", "2", null, "east"))).containsExactly(new Filed(true, false, null));
    assertThat(TestServers.query(store.url(), "select count(*) from offline_scan"))
        .containsExactly("1");
  }

  @Test
  void tellsEachOfTwoUsesOfOneCodeOfTheOther() {
    List<Filed> both = file(scan("a", "1", "code", "east"), scan("b", "1", "code", "west"));
    assertThat(both.get(0).other()).isEqualTo(new OfflineScans.Place("b", "park", "west", then));
    assertThat(both.get(1).other()).isEqualTo(new OfflineScans.Place("a", "park", "east", then));
    assertThat(file(scan("c", "1", "other", "east")).get(0).other()).isNull();
    assertThat(
            TestServers.query(
                store.url(),
                "select other_point from offline_scan where code_ref = 'code'"
                    + " order by verification_id"))
        .containsExactly("west", "east");
  }

  @Test
  void findsAnOnlineUseOfTheCodeDaysLaterAndKeepsThePairOnce() {
    Instant online = then.minusSeconds(40);
    Awaited.result(records.insert(List.of(online("0n", online, "use of code"))));
    List<Filed> filed = file(scan("a", "1", "code", "east"), scan("b", "1", "free", "east"));
    assertThat(filed.get(0).other())
        .isEqualTo(new OfflineScans.Place("0n", "JN-BAOTU", "south gate", online));
    assertThat(filed.get(1).other()).isNull();
    assertThat(file(scan("a", "1", "code", "east")))
        .containsExactly(new Filed(true, true, filed.get(0).other()));
    assertThat(conflicts()).containsExactly("0n JN-BAOTU south gate > a park east 00:00:40");
  }

  @Test
  void anOnlineUseThatIsRecordedAfterTheScanWasFiledIsKeptToo() {
    assertThat(file(scan("a", "1", "code", "east")).get(0).other()).isNull();
    ScanRecord late = online("0n", then.plusSeconds(3), "next month code");
    Awaited.result(records.insert(List.of(late)));
    Awaited.result(records.insert(List.of(late)));
    assertThat(conflicts()).containsExactly("a park east > 0n JN-BAOTU south gate 00:00:03");
    assertThat(file(scan("a", "1", "code", "east")).get(0).other()).isNotNull();
    assertThat(conflicts()).hasSize(1);
  }

  @Test
  void becomesCountsAfterItsTimeAndFewAreMerged() {
    for (int i = 0; i < 12; i++) {
      assertThat(file(scan("s" + i, "1", null, "east"))).hasSize(1);
    }
    Queued one = scan("one", "1", null, "east");
    List<Filed> last =
        file(
            new Queued(
                "one",
                "1",
                null,
                List.of(),
                one.scanner(),
                then,
                "CARD_UNAVAILABLE",
                "REFUSED",
                List.of()));
    assertThat(last).hasSize(1);
    Instant later = then.plusSeconds(1);
    fold(then);
    assertThat(query("select count(*) from offline_scan")).containsExactly("13");
    fold(later);
    assertThat(query("select count(*) from offline_scan")).containsExactly("0");
    assertThat(query("select venue || ' ' || result || ' ' || scans from offline_count order by 1"))
        .containsExactly("park CARD_UNAVAILABLE 1", "park VALID_OFFLINE 12");
    fold(then.plus(Duration.ofDays(62)));
    assertThat(query("select venue || ' ' || result || ' ' || scans from offline_count order by 1"))
        .containsExactly("- - 1", "park VALID_OFFLINE 12");
  }

  private void fold(Instant before) {
    while (Awaited.result(records.fold(before)) > 0) {
      assertThat(before).isAfter(then);
    }
  }

  private List<String> query(String sql) {
    return TestServers.query(store.url(), sql);
  }

  private List<String> conflicts() {
    return query(
        "select first_id || ' ' || first_venue || ' ' || first_point || ' > ' || second_id || ' '"
            + " || second_venue || ' ' || second_point || ' ' || (second_at - first_at)"
            + " from scan_conflict");
  }

  private static ScanRecord online(String id, Instant at, String code) {
    ScanRecord visit = TestRecords.visit(1, at);
    return new ScanRecord(
            id,
            at,
            visit.place(),
            visit.result(),
            visit.admit(),
            visit.item(),
            visit.shown(),
            visit.flags(),
            visit.rev(),
            visit.age(),
            null,
            null)
        .of("card", code);
  }

  @Test
  void knowsTheStatusOfThen() {
    change(CardState.ACTIVE, then.minusSeconds(86_400));
    change(CardState.LOST, then.plusSeconds(3600));
    List<StatusWord> words =
        scans
            .wordsAt(
                List.of(
                    new Asked(7, then.minusSeconds(86_401)),
                    new Asked(7, then),
                    new Asked(8, then),
                    new Asked(7, then.plusSeconds(3600))))
            .toCompletableFuture()
            .join();
    assertThat(words)
        .containsExactly(
            StatusWord.NONE,
            StatusWords.card(CardState.ACTIVE),
            StatusWord.NONE,
            StatusWords.card(CardState.LOST));
  }

  private void change(CardState state, Instant at) {
    assertThat(
            TestServers.query(
                store.url(),
                "select record_changes(array[1::smallint], array[7], array["
                    + StatusWords.card(state).bits()
                    + "::bigint], '"
                    + at
                    + "')"))
        .hasSize(1);
  }
}
