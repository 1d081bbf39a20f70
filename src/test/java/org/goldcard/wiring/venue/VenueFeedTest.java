package org.goldcard.wiring.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.testkit.Awaited.result;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.goldcard.card.Actor;
import org.goldcard.card.Instruction;
import org.goldcard.policy.Policy;
import org.goldcard.policy.PolicyReader;
import org.goldcard.policy.district.DistrictsReader;
import org.goldcard.postgres.subject.PostgresVenueRegistry;
import org.goldcard.status.CardTable;
import org.goldcard.status.Position;
import org.goldcard.status.StatusChange;
import org.goldcard.status.StatusChange.Kind;
import org.goldcard.status.subject.SubjectTable;
import org.goldcard.testkit.DemoVenues;
import org.goldcard.testkit.InMemoryStatusLog;
import org.goldcard.testkit.InMemorySubjects;
import org.goldcard.testkit.TickingClock;
import org.goldcard.venues.VenueTree;
import org.goldcard.venues.record.VenueFile;
import org.goldcard.venues.record.VenueRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class VenueFeedTest {
  private static final Instruction BY = Instruction.of(new Actor(Actor.Kind.OPERATOR, "li"), "");
  private static final String PARK = "JN-QIANFO";
  private static final String AIRPORT = "JN-TNA";

  private final Policy policy = PolicyReader.read();
  private final Vertx vertx = Vertx.vertx();
  private final InMemoryStatusLog log = new InMemoryStatusLog();
  private final InMemorySubjects ledger =
      new InMemorySubjects(log, new TickingClock("2026-06-01T01:00:00Z"));
  private final CardTable words = new CardTable();
  private final SubjectTable table = new SubjectTable(vertx, words, ledger);
  private final VenueRegistry venues = new PostgresVenueRegistry(ledger);
  private final Sites sites =
      new Sites(VenueTree.none(policy), () -> Instant.parse("2026-06-01T01:00:00Z"));
  private final VenueFeed feed = new VenueFeed(vertx, table, sites, policy, DistrictsReader.read());
  private final AtomicInteger told = new AtomicInteger();

  @BeforeEach
  void start() {
    result(venues.put(DemoVenues.file(), false, BY));
    feed(Integer.MAX_VALUE);
    result(table.start());
    feed.onChange(told::incrementAndGet);
    result(feed.start());
  }

  @AfterEach
  void stop() {
    table.stop();
    result(vertx.close());
  }

  @Test
  void holdsTheVenuesOfRecordFromTheStart() {
    assertThat(sites.venues().all()).hasSameSizeAs(DemoVenues.file().venues().keySet());
    assertThat(sites.rules(PARK).orElseThrow().items()).isNotEmpty();
    assertThat(feed.isCurrent()).isTrue();
  }

  @Test
  void takesAllChangesOfAFileTogetherAndNoneBeforeTheLastIsHere() {
    Map<String, String> next = new HashMap<>(DemoVenues.file().venues());
    next.computeIfPresent(
        PARK, (id, v) -> v.replace("\"countsVisits\":true", "\"countsVisits\":false"));
    next.computeIfPresent(
        AIRPORT, (id, v) -> v.replace("\"numberLookup\":true", "\"numberLookup\":false"));
    VenueTree before = sites.venues();
    int changes = put(next);
    assertThat(changes).as("two venues and the seal").isEqualTo(3);
    for (int i = 1; i < changes; i++) {
      feed(1);
      result(table.find(Kind.RULES, PARK));
      assertThat(sites.venues()).isSameAs(before);
    }
    feed(1);
    Awaitility.await().until(() -> sites.venues() != before);
    assertThat(sites.rules(AIRPORT).orElseThrow().numberLookup()).isFalse();
    assertThat(sites.venues().byId(PARK).orElseThrow().site().countsVisits()).isFalse();
    assertThat(told).hasValue(2);
  }

  @Test
  void takesNoMixtureAlthoughTheSealOfTheFileIsHereBeforeItsLastVenue() {
    Map<String, String> next = new HashMap<>(DemoVenues.file().venues());
    next.computeIfPresent(
        PARK, (id, v) -> v.replace("\"countsVisits\":true", "\"countsVisits\":false"));
    next.computeIfPresent(
        AIRPORT, (id, v) -> v.replace("\"numberLookup\":true", "\"numberLookup\":false"));
    VenueTree before = sites.venues();
    long from = words.position().map(Position::seq).orElse(0L);
    assertThat(put(next)).isEqualTo(3);
    List<StatusChange> changes = result(log.after(1, from, 10)).changes();
    for (int i : new int[] {0, 2}) {
      words.put(changes.get(i).index(), changes.get(i).word().bits());
    }
    Awaitility.await().until(() -> !feed.isCurrent());
    Awaitility.await().during(Duration.ofMillis(300)).until(() -> sites.venues() == before);
    feed(Integer.MAX_VALUE);
    Awaitility.await().until(feed::isCurrent);
    assertThat(told).as("at the start, and once more").hasValue(2);
  }

  @Test
  void aRemovedVenueCoversNothingAndMayComeBack() {
    Map<String, String> without = new HashMap<>(DemoVenues.file().venues());
    without.remove(AIRPORT);
    put(without);
    feed(Integer.MAX_VALUE);
    Awaitility.await().until(() -> sites.rules(AIRPORT).isEmpty());
    put(DemoVenues.file().venues());
    feed(Integer.MAX_VALUE);
    Awaitility.await().until(() -> sites.rules(AIRPORT).isPresent());
  }

  @Test
  void goesOnWithTheVenuesItHasWhereItDoesNotUnderstandTheNext() {
    Map<String, String> next = new HashMap<>(DemoVenues.file().venues());
    next.computeIfPresent(
        PARK, (id, v) -> v.replace("\"onboarding\":", "\"later\":1,\"onboarding\":"));
    VenueTree before = sites.venues();
    put(next);
    feed(Integer.MAX_VALUE);
    Awaitility.await().until(() -> !feed.isCurrent());
    assertThat(sites.venues()).isSameAs(before);
  }

  private int put(Map<String, String> next) {
    long before = result(log.head()).seq();
    VenueRegistry.Put put = result(venues.put(new VenueFile("test", next), true, BY));
    assertThat(put.done()).isTrue();
    return (int) (result(log.head()).seq() - before);
  }

  /** The table takes over so many changes of the log. */
  private void feed(int most) {
    long from = words.position().map(Position::seq).orElse(0L);
    result(log.after(1, from, Math.min(most, 1000))).changes().forEach(words::take);
  }
}
