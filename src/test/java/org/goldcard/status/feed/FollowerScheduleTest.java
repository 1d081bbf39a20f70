package org.goldcard.status.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.testkit.StatusWords.card;

import io.vertx.core.Vertx;
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
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.status.CardTable;
import org.goldcard.status.Position;
import org.goldcard.status.StatusChange;
import org.goldcard.testkit.InMemoryStatusCarrier;
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

  private final Vertx vertx = Vertx.vertx();
  private final long seed = SEED == 0 ? new Random().nextLong() : SEED;
  private final Random random = new Random(seed);
  private final ScriptedLog log = new ScriptedLog();
  private final InMemoryStatusCarrier carrier = new InMemoryStatusCarrier();
  private final CardTable table = new CardTable();
  private final StatusFollower follower =
      new StatusFollower(vertx, log, table, InstantSource.fixed(Instant.EPOCH), System::nanoTime);
  private final List<StatusChange> said = new ArrayList<>();
  private final List<String> story = new ArrayList<>();
  private boolean forEver;

  @AfterEach
  void close() throws TimeoutException {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private void listen() throws TimeoutException {
    log.onCommit(follower::poll).await(1, TimeUnit.SECONDS);
    carrier.follow(follower::arrived).await(1, TimeUnit.SECONDS);
    follower.poll();
  }

  @RepeatedTest(60)
  void theTableIsTheLogAfterAnyFaults() throws TimeoutException {
    listen();
    for (int step = 0; step < STEPS; step++) {
      disturb(13);
      if (random.nextInt(10) == 0) {
        recoverAndCompare();
      }
    }
    recoverAndCompare();
  }

  @RepeatedTest(60)
  void whatTheLogRevokedForEverIsNeverUnRevoked() throws TimeoutException {
    listen();
    forEver = true;
    Set<Integer> before = new TreeSet<>();
    for (int step = 0; step < STEPS; step++) {
      disturb(10);
      assertThat(revoked(ScriptedLog.entriesOf(table))).as(told()).containsAll(before);
      before = revoked(ScriptedLog.entriesOf(table));
    }
    recoverAndCompare();
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

  /** One of the first {@code kinds} disturbances; the last three change history itself. */
  private void disturb(int kinds) {
    int kind = random.nextInt(kinds);
    story.add(Integer.toString(kind));
    switch (kind) {
      case 0, 1 -> said.add(change());
      case 2 -> carrier.say(change());
      case 3 -> sayAgain(Math.min(3, said.size()));
      case 4 -> sayAgain(said.size());
      case 5 -> carrier.say(forged());
      case 6 -> log.away(random.nextBoolean());
      case 7 -> log.deaf(random.nextBoolean());
      case 8 -> follower.poll();
      case 9 -> log.inSnapshot(random.nextBoolean() ? () -> {} : this::once);
      case 10 -> log.rollBack(random.nextInt(4));
      case 11 -> log.beginEpoch();
      default -> log.cutOff();
    }
  }

  private StatusChange change() {
    int index = random.nextInt(cards());
    boolean stays = forEver && revoked(log.entries()).contains(index);
    return log.record(index, stays || random.nextInt(3) == 0 ? REVOKED : ACTIVE);
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

  /** A change with a number that may fit and a chain that does not. */
  private StatusChange forged() {
    long seq = Math.max(0, log.position().seq() - random.nextInt(3));
    Position fork = new Position(log.position().epoch(), seq, "ef".repeat(32));
    return ScriptedLog.after(fork, StatusChange.Kind.CARD, random.nextInt(cards()), ACTIVE);
  }
}
