package org.goldcard.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.postgres.scans.PostgresOfflineScans;
import org.goldcard.testkit.StatusWords;
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
  private static final Instant THEN = Instant.parse("2026-05-31T01:00:00Z");

  private PostgresStore store;
  private OfflineScans scans;

  @BeforeEach
  void start() {
    store = new PostgresStore(OfflineScansIT.class);
    scans = new PostgresOfflineScans(store.database(), store.clock());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Queued scan(String id, String print, @Nullable String code, String gate) {
    Scan.Scanner scanner = new Scan.Scanner("c-" + gate, "park", gate, true);
    return new Queued(
        id, print, code, scanner, THEN, "VALID_OFFLINE", "ADMITTED", List.of("OWN_ID", "X"));
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
    assertThat(both.get(0).other()).isEqualTo(new OfflineScans.Place("park", "west", THEN));
    assertThat(both.get(1).other()).isEqualTo(new OfflineScans.Place("park", "east", THEN));
    assertThat(file(scan("c", "1", "other", "east")).get(0).other()).isNull();
    assertThat(
            TestServers.query(
                store.url(),
                "select other_point from offline_scan where code_ref = 'code'"
                    + " order by verification_id"))
        .containsExactly("west", "east");
  }

  @Test
  void knowsTheStatusOfThen() {
    change(CardState.ACTIVE, "2026-05-01T00:00:00Z");
    change(CardState.LOST, "2026-05-31T02:00:00Z");
    List<StatusWord> words =
        scans
            .wordsAt(
                List.of(
                    new Asked(7, Instant.parse("2026-04-30T00:00:00Z")),
                    new Asked(7, THEN),
                    new Asked(8, THEN),
                    new Asked(7, Instant.parse("2026-05-31T02:00:00Z"))))
            .toCompletableFuture()
            .join();
    assertThat(words)
        .containsExactly(
            StatusWord.NONE,
            StatusWords.card(CardState.ACTIVE),
            StatusWord.NONE,
            StatusWords.card(CardState.LOST));
  }

  private void change(CardState state, String at) {
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
