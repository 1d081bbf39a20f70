package org.goldcard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The most telling faults, a moment each; {@link Faults} is the long form. */
class FaultsIT {
  private static final List<String> TELLING =
      List.of(
          "redis killed, empty afterwards",
          "redis frozen",
          "record killed",
          "node 2 and record: dropped",
          "node 1 killed");

  @Test
  void noStopIsLostOrIgnoredBeyondItsBoundWhateverFails() throws Exception {
    try (FaultRun run = new FaultRun(World.ofTwo(FaultRun.CARDS))) {
      for (Fault fault : run.faults()) {
        if (TELLING.contains(fault.name())) {
          run.suffer(fault, Duration.ofMillis(fault.name().contains("dropped") ? 6500 : 1200));
        }
      }
      run.calm(Duration.ofSeconds(1));
      Checker checker = run.finish();
      run.print(checker);
      assertThat(checker.violations()).isEmpty();
      assertThat(run.lost()).isEmpty();
      assertThat(run.misrecorded(checker)).isEmpty();
    }
  }
}
