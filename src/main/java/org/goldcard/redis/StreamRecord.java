package org.goldcard.redis;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.goldcard.card.StatusWord;
import org.goldcard.status.Position;
import org.goldcard.status.StatusChange;

/**
 * A change as one text in the stream: epoch, seq, chain, kind, index, entry (hexadecimal) and the
 * moment in microseconds, with blanks between.
 */
final class StreamRecord {
  private static final int PARTS = 7;

  private StreamRecord() {}

  static String write(StatusChange change) {
    Position position = change.position();
    return String.join(
        " ",
        Long.toString(position.epoch()),
        Long.toString(position.seq()),
        position.chain(),
        Integer.toString(change.kind().code()),
        Integer.toString(change.index()),
        Long.toHexString(change.word().bits()),
        Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, change.at())));
  }

  /** The change; empty when the text is none, as from a newer writer or a stranger. */
  static Optional<StatusChange> read(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      Position position =
          new Position(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
      return Optional.of(
          new StatusChange(
              position,
              StatusChange.Kind.of(Integer.parseInt(parts[3])),
              Integer.parseInt(parts[4]),
              new StatusWord(Long.parseUnsignedLong(parts[5], 16)),
              Instant.EPOCH.plus(Long.parseLong(parts[6]), ChronoUnit.MICROS)));
    } catch (IllegalArgumentException strange) {
      return Optional.empty();
    }
  }
}
