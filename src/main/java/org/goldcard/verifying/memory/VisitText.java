package org.goldcard.verifying.memory;

import java.time.Instant;
import org.goldcard.verifying.ScanMemory;
import org.jspecify.annotations.Nullable;

/** A visit as a text: its parts, a line each; an empty text where none was counted. */
final class VisitText {
  private static final int PARTS = 3;

  private VisitText() {}

  static String of(ScanMemory.@Nullable Visit visit) {
    return visit == null
        ? ""
        : visit.count() + "\n" + visit.firstAt().toEpochMilli() + '\n' + visit.firstCheckpoint();
  }

  static ScanMemory.@Nullable Visit visit(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    String[] parts = text.split("\n", PARTS);
    Instant firstAt = Instant.ofEpochMilli(Long.parseLong(parts[1]));
    return new ScanMemory.Visit(Integer.parseInt(parts[0]), firstAt, parts[2]);
  }
}
