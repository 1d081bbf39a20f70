package org.goldcard.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.goldcard.status.Position;
import org.junit.jupiter.api.Test;

class ServerClockTest {
  private static final Position HEAD = new Position(1, 9, "ab".repeat(32));
  private static final long SECOND = 1_000_000;

  private final ServerClock clock = new ServerClock();

  /** This node's monotonic clock, and how far the server's is before it; in microseconds. */
  private long now = 77 * SECOND;

  private long ahead = 1_800_000_000L * SECOND;
  private String run = "run1";

  private StreamRecord.Beat beat() {
    return new StreamRecord.Beat(HEAD, run, now + ahead);
  }

  private void pass(long micros) {
    now += micros;
  }

  /** Reads the clock in a round trip of 2 ms, half of it each way. */
  private Optional<Duration> age(StreamRecord.Beat beat) {
    return age(beat, 2000);
  }

  private Optional<Duration> age(StreamRecord.Beat beat, long trip) {
    long sent = now * 1000;
    pass(trip / 2);
    long told = now + ahead;
    pass(trip / 2);
    return clock.age(new ServerClock.Reading(run, told, sent, now * 1000), beat);
  }

  private void watch() {
    assertThat(age(beat())).isEmpty();
    pass(SECOND);
  }

  @Test
  void neverSaysLessThanTheTruth() {
    watch();
    StreamRecord.Beat beat = beat();
    pass(30_000);
    assertThat(age(beat)).contains(Duration.ofMillis(33));
  }

  @Test
  void aHeartbeatFromBeforeTheClockWasWatchedProvesNothing() {
    StreamRecord.Beat early = beat();
    pass(SECOND);
    assertThat(age(early)).isEmpty();
    assertThat(age(early)).isEmpty();
    StreamRecord.Beat next = beat();
    assertThat(age(next)).isPresent();
  }

  @Test
  void aClockSetBackMakesNothingYounger() {
    watch();
    StreamRecord.Beat beat = beat();
    pass(10 * SECOND);
    ahead -= 9 * SECOND;
    assertThat(age(beat)).isEmpty();
    assertThat(age(beat)).isEmpty();
    StreamRecord.Beat next = beat();
    pass(20_000);
    assertThat(age(next)).isPresent();
  }

  @Test
  void aClockSetForwardMakesNothingYounger() {
    watch();
    StreamRecord.Beat beat = beat();
    ahead += 3600 * SECOND;
    pass(SECOND);
    assertThat(age(beat)).isEmpty();
    StreamRecord.Beat after = beat();
    ahead -= 3600 * SECOND;
    pass(SECOND);
    assertThat(age(after)).as("from the future").isEmpty();
    pass(SECOND);
    assertThat(age(beat())).isPresent();
  }

  @Test
  void aRestartedOrOtherServerBeginsAnew() {
    watch();
    StreamRecord.Beat before = beat();
    run = "run2";
    assertThat(age(before)).isEmpty();
    assertThat(age(before)).isEmpty();
    assertThat(age(beat())).isPresent();
  }

  @Test
  void aReadingThatTookLongProvesNothing() {
    watch();
    assertThat(age(beat(), 400_000)).isEmpty();
    assertThat(age(beat())).isPresent();
  }

  @Test
  void aClockThatOnlyDriftsIsWatchedOn() {
    watch();
    for (int i = 0; i < 1000; i++) {
      StreamRecord.Beat beat = beat();
      pass(SECOND);
      ahead += i % 2 == 0 ? 400 : 900;
      assertThat(age(beat)).isPresent();
    }
  }
}
