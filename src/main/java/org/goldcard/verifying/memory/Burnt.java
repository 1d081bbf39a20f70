package org.goldcard.verifying.memory;

import java.time.Instant;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.ScanMemory;
import org.jspecify.annotations.Nullable;

/**
 * The first use of a code.
 *
 * @param first by which verification, where and when, in whole milliseconds
 * @param clientId by whose credential
 * @param visit the visit counted with it; null where none was
 */
record Burnt(ScanMemory.First first, String clientId, ScanMemory.@Nullable Visit visit) {
  private static final int PARTS = 6;

  static Burnt by(ScanMemory.Mark mark, ScanMemory.@Nullable Visit visit) {
    Scan.Scanner scanner = mark.scanner();
    Instant millis = Instant.ofEpochMilli(mark.at().toEpochMilli());
    ScanMemory.First first =
        new ScanMemory.First(
            mark.verificationId(), scanner.venueId(), scanner.checkpoint(), millis);
    return new Burnt(first, scanner.clientId(), visit);
  }

  static @Nullable Burnt read(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String[] parts = text.split("\n", PARTS);
    Instant at = Instant.ofEpochMilli(Long.parseLong(parts[3]));
    ScanMemory.First first = new ScanMemory.First(parts[0], parts[1], parts[2], at);
    return new Burnt(first, parts[4], VisitText.visit(parts[5]));
  }

  String text() {
    return first.verificationId()
        + '\n'
        + first.venueId()
        + '\n'
        + first.checkpoint()
        + '\n'
        + first.at().toEpochMilli()
        + '\n'
        + clientId
        + '\n'
        + VisitText.of(visit);
  }

  String verificationId() {
    return first.verificationId();
  }

  boolean isBy(Scan.Scanner scanner) {
    return clientId.equals(scanner.clientId())
        && first.venueId().equals(scanner.venueId())
        && first.checkpoint().equals(scanner.checkpoint());
  }
}
