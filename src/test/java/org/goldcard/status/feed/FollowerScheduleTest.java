package org.goldcard.status.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.testkit.StatusWords.card;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.status.CardTable;
import org.goldcard.status.Freshness;
import org.goldcard.status.Heartbeat;
import org.goldcard.status.Position;
import org.goldcard.status.StatusChange;
import org.goldcard.testkit.InMemoryStatusCarrier;
import org.goldcard.testkit.RememberedPosition;
import org.goldcard.testkit.ScriptedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Random faults in random order, on one thread without timers. The seed stands in the message of
 * every failure; put it into {@link #SEED} to see it again.
 */
class FollowerScheduleTest {
  private static final long SEED = 0;
  private static final int STEPS = 400;
  private static final int CARDS = 12;
  private static final int MANY_CARDS = 300;
  private static final StatusWord ACTIVE = card(CardState.ACTIVE);
  private static final StatusWord REVOKED = card(CardState.REVOKED);
  private static final StatusWord LOST = card(CardState.LOST);

  private final Vertx vertx = Vertx.vertx();
  private final long seed = SEED == 0 ? new Random().nextLong() : SEED;
  private final Random random = new Random(seed);
  private final ScriptedLog log = new ScriptedLog();
  private final InMemoryStatusCarrier carrier = new InMemoryStatusCarrier();
  private final CardTable table = new CardTable();
  private final AtomicLong nanos = new AtomicLong();
  private final StatusFollower follower =
      new StatusFollower(
          vertx,
          log,
          table,
          new RememberedPosition(),
          InstantSource.fixed(Instant.EPOCH),
          nanos::get);
  private final StatusFollower.Heard stream = follower.new Heard();
  private final List<Position> heads = new ArrayList<>();
  private final List<StatusChange> said = new ArrayList<>();
  private final List<String> story = new ArrayList<>();
  private boolean forEver;

  @AfterEach
  void close() throws TimeoutException {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private void listen() throws TimeoutException {
    heads.add(log.position());
    log.onCommit(follower::poll).await(1, TimeUnit.SECONDS);
    carrier.follow(stream).await(1, TimeUnit.SECONDS);
    follower.poll();
  }

  /** What a step may do when the log keeps its word: every kind but the last. */
  private static final int HONEST = 13;

  @RepeatedTest(60)
  void theTableIsTheLogAfterAnyFaults() throws TimeoutException {
    listen();
    for (int step = 0; step < STEPS; step++) {
      disturb(HONEST);
      assertNotOlderThanItSays();
      if (random.nextInt(10) == 0) {
        recoverAndCompare();
      }
    }
    recoverAndCompare();
  }

  @RepeatedTest(60)
  void nothingIsUnRevokedUntilANewEpochIsBegun() throws TimeoutException {
    listen();
    forEver = true;
    Set<Integer> before = new TreeSet<>();
    for (int step = 0; step < STEPS; step++) {
      disturb(HONEST + 1);
      assertThat(revoked(ScriptedLog.entriesOf(table))).as(told()).containsAll(before);
      before = revoked(ScriptedLog.entriesOf(table));
    }
    log.beginEpoch();
    recoverAndCompare();
  }

  /** At the moment for which it is proven complete, the log was no further than the table is. */
  private void assertNotOlderThanItSays() {
    Freshness freshness = follower.freshness().orElseThrow();
    int proven = (int) (nanos.get() - freshness.age().toNanos());
    Position then = heads.get(proven);
    Position mine = table.position().orElseThrow();
    assertThat(then.isBeyond(mine)).as("%s, then %s, mine %s", told(), then, mine).isFalse();
  }

  private static Set<Integer> revoked(Map<Integer, Long> entries) {
    Set<Integer> indexes = new TreeSet<>();
    entries.forEach((index, bits) -> add(indexes, index, bits));
    return indexes;
  }

  private static void add(Set<Integer> indexes, int index, long bits) {
    if (bits == REVOKED.bits()) {
      indexes.add(index);
    }
  }

  private void recoverAndCompare() {
    log.away(false);
    log.deaf(false);
    follower.poll();
    assertThat(ScriptedLog.entriesOf(table)).as(told()).isEqualTo(log.entries());
    assertThat(table.position()).as(told()).contains(log.position());
    assertThat(follower.freshness()).as(told()).isPresent();
  }

  private String told() {
    return "seed " + seed + ": " + String.join(", ", story);
  }

  /** One of the first {@code kinds} disturbances, of which the last takes history back. */
  private void disturb(int kinds) {
    int kind = random.nextInt(kinds);
    story.add(Integer.toString(kind));
    switch (kind) {
      case 0, 1 -> said.add(change());
      case 2 -> carrier.say(change());
      case 3 -> sayAgain(Math.min(3, said.size()));
      case 4 -> sayAgain(said.size());
      case 5 -> beat(random.nextInt(heads.size()));
      case 6 -> log.away(random.nextBoolean());
      case 7 -> log.deaf(random.nextBoolean());
      case 8 -> follower.poll();
      case 9 -> log.inSnapshot(random.nextBoolean() ? () -> {} : this::once);
      case 10 -> beat(heads.size() - 1);
      case 11 -> newEpoch();
      case 12 -> log.cutOff();
      default -> log.rollBack(random.nextInt(4));
    }
    tick();
  }

  private void newEpoch() {
    if (!forEver) {
      log.beginEpoch();
    }
  }

  /** A nanosecond passes, and where the log then is counts for this one. */
  private void tick() {
    nanos.incrementAndGet();
    heads.add(log.position());
  }

  /** A heartbeat of the head as it was at some moment, however late. */
  private void beat(int moment) {
    carrier.say(new Heartbeat(heads.get(moment), Duration.ofNanos(nanos.get() - moment)));
  }

  private StatusChange change() {
    int index = random.nextInt(cards());
    boolean stays = forEver && revoked(log.entries()).contains(index);
    return log.record(index, stays || random.nextInt(3) == 0 ? stop() : ACTIVE);
  }

  /** What is final is never taken back by a log in its senses. */
  private StatusWord stop() {
    return forEver ? REVOKED : LOST;
  }

  private void once() {
    log.inSnapshot(() -> {});
    carrier.say(change());
  }

  private int cards() {
    return forEver ? MANY_CARDS : CARDS;
  }

  /** A change said before: a duplicate, a late one, or one of a history that is over. */
  private void sayAgain(int among) {
    if (among > 0) {
      carrier.say(said.get(said.size() - 1 - random.nextInt(among)));
    }
  }
}
