package org.goldcard.redis;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.goldcard.card.StatusWord;
import org.goldcard.status.Position;
import org.goldcard.status.StatusChange;

/**
 * Records of the stream as text, with blanks between. A change: {@code c}, epoch, seq, chain, kind,
 * index, entry (hexadecimal) and the moment in microseconds. A heartbeat: {@code b}, epoch, seq,
 * chain, the run of the server and its clock in microseconds before the log was read.
 */
final class StreamRecord {
  private static final int CHANGE_PARTS = 8;
  private static final int BEAT_PARTS = 6;
  private static final long LATEST = 7_258_118_400_000_000L;

  private StreamRecord() {}

  /**
   * A heartbeat as written.
   *
   * @param position where the log was
   * @param runId the run of the server whose clock was asked
   * @param micros what that clock said before the log was asked, in microseconds since 1970
   */
  record Beat(Position position, String runId, long micros) {}

  static String write(StatusChange change) {
    return String.join(
        " ",
        "c",
        text(change.position()),
        Integer.toString(change.kind().code()),
        Integer.toString(change.index()),
        Long.toHexString(change.word().bits()),
        Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, change.at())));
  }

  static String write(Beat beat) {
    return String.join(" ", "b", text(beat.position), beat.runId, Long.toString(beat.micros));
  }

  private static String text(Position position) {
    return position.epoch() + " " + position.seq() + " " + position.chain();
  }

  /** The change; empty when the text is none, or of a kind that only a newer writer knows. */
  static Optional<StatusChange> change(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != CHANGE_PARTS || !parts[0].equals("c")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new StatusChange(
              position(parts),
              StatusChange.Kind.of(Integer.parseInt(parts[4])),
              Integer.parseInt(parts[5]),
              new StatusWord(Long.parseUnsignedLong(parts[6], 16)),
              Instant.EPOCH.plus(micros(parts[7]), ChronoUnit.MICROS)));
    } catch (IllegalArgumentException strange) {
      return Optional.empty();
    }
  }

  /** The heartbeat; empty when the text is none. */
  static Optional<Beat> beat(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != BEAT_PARTS || !parts[0].equals("b")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Beat(position(parts), parts[4], micros(parts[5])));
    } catch (IllegalArgumentException strange) {
      return Optional.empty();
    }
  }

  /** A moment that can be written again: from 1970 up to 2200. */
  private static long micros(String text) {
    long micros = Long.parseLong(text);
    if (micros < 0 || micros > LATEST) {
      throw new IllegalArgumentException("micros: no moment of ours");
    }
    return micros;
  }

  private static Position position(String[] parts) {
    return new Position(Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]);
  }
}
