package org.goldcard.verifying.memory;

import org.goldcard.verifying.ScanMemory;
import org.jspecify.annotations.Nullable;

/**
 * A request that came.
 *
 * @param fingerprint what it was about
 * @param admitted whether it admitted
 * @param visit the visit counted with it; null where none was
 */
record Asked(String fingerprint, boolean admitted, ScanMemory.@Nullable Visit visit) {
  private static final int PARTS = 3;

  static @Nullable Asked read(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String[] parts = text.split("\n", PARTS);
    return new Asked(parts[0], Boolean.parseBoolean(parts[1]), VisitText.visit(parts[2]));
  }

  String text() {
    return fingerprint + '\n' + admitted + '\n' + VisitText.of(visit);
  }
}
