package org.goldcard.redis;

import java.util.Optional;
import org.goldcard.fuzz.Fuzzing;
import org.goldcard.status.StatusChange;
import org.goldcard.testkit.FeedSeals;

/** Records of the feed as they lie in Redis, which anybody may have written. */
public final class FeedFuzz {
  private static final int WAYS = 3;
  private static final FeedSeal SEAL = new FeedSeal(FeedSeals::seal);

  private FeedFuzz() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = Fuzzing.text(Fuzzing.rest(input));
    switch (Fuzzing.way(input, WAYS)) {
      case 0 -> change(text);
      case 1 -> beat(text);
      default -> seal(text);
    }
  }

  private static void change(String text) {
    Optional<StatusChange> change = StreamRecord.change(text);
    change.ifPresent(
        read ->
            Fuzzing.holds(
                StreamRecord.change(StreamRecord.write(read)).equals(change), "not as written"));
  }

  private static void beat(String text) {
    Optional<StreamRecord.Beat> beat = StreamRecord.beat(text);
    beat.ifPresent(
        read ->
            Fuzzing.holds(
                StreamRecord.beat(StreamRecord.write(read)).equals(beat), "not as written"));
  }

  private static void seal(String text) {
    SEAL.open(text).ifPresent(open -> Fuzzing.holds(SEAL.close(open).equals(text), "forged"));
  }
}
