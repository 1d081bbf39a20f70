package org.goldcard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The judge of the fault runs finds what it is there to find. */
class CheckerTest {
  private static final int CARD = 7;
  private static final long SECOND = 1_000_000_000L;

  private final Recorder recorder = new Recorder();

  private void change(String state, long rev, double sent, double acknowledged) {
    recorder.add(new Recorder.Change(CARD, state, rev, nanos(sent), nanos(acknowledged)));
  }

  private void answer(String result, long rev, double age, double sent) {
    recorder.add(
        new Recorder.Answer(
            0, CARD, 1, "v", result, "shared", rev, nanos(age), nanos(sent), nanos(sent + 0.01)));
  }

  private void fault(Duration bound, double from, double to) {
    Fault fault = new Fault(1, "a fault", bound, () -> {}, () -> {});
    recorder.add(new Recorder.Span(fault, nanos(from), nanos(to)));
  }

  private static long nanos(double seconds) {
    return (long) (seconds * SECOND);
  }

  @Test
  void findsAValidAskedForMoreThanASecondAfterTheStop() {
    change("LOST", 10, 0, 1);
    answer("VALID", 9, 0.1, 2.1);
    assertThat(new Checker(recorder).violations()).hasSize(1);
  }

  @Test
  void allowsAValidWithinTheSecond() {
    change("LOST", 10, 0, 1);
    answer("VALID", 9, 0.1, 1.9);
    Checker checker = new Checker(recorder);
    assertThat(checker.violations()).isEmpty();
    assertThat(checker.latestMillis()).containsEntry("-", 900L);
  }

  @Test
  void findsAValidWhoseListHeldTheStop() {
    change("LOST", 10, 0, 1);
    answer("VALID", 10, 0.1, 0.5);
    assertThat(new Checker(recorder).violations()).hasSize(1);
  }

  @Test
  void findsAValidOnAListOlderThanFiveSeconds() {
    answer("VALID", 9, 5.1, 1);
    assertThat(new Checker(recorder).violations()).hasSize(1);
  }

  @Test
  void findsThatSomebodyWasRefusedWhoWasNeverStopped() {
    answer("CARD_UNAVAILABLE", 9, 0.1, 1);
    assertThat(new Checker(recorder).violations()).hasSize(1);
  }

  @Test
  void allowsAValidOnceLiftingWasAskedFor() {
    change("LOST", 10, 0, 1);
    change("ACTIVE", 11, 5, 6);
    answer("VALID", 11, 0.1, 5.5);
    assertThat(new Checker(recorder).violations()).isEmpty();
  }

  @Test
  void aFaultAllowsItsOwnBoundAndNoMore() {
    change("LOST", 10, 0, 1);
    fault(Fault.REDIS, 0.5, 2);
    answer("VALID", 9, 0.1, 2.5);
    assertThat(new Checker(recorder).violations()).isEmpty();
    answer("VALID", 9, 0.1, 3.5);
    assertThat(new Checker(recorder).violations()).hasSize(1);
  }
}
