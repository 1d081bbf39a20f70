package org.goldcard.files.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.testkit.Awaited.failure;
import static org.goldcard.testkit.Awaited.result;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.goldcard.status.Position;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PositionFileTest {
  private static final Position POSITION = new Position(3, 12, "ab".repeat(32));

  private final Vertx vertx = Vertx.vertx();
  @TempDir private Path place;

  @AfterEach
  void close() {
    result(vertx.close());
  }

  private PositionFile file() {
    return new PositionFile(vertx, place.resolve("spool"));
  }

  @Test
  void recallsNothingBeforeAnythingWasKept() {
    assertThat(result(file().recall())).isEmpty();
  }

  @Test
  void recallsInAnotherRunWhatWasKeptLast() {
    result(file().keep(new Position(3, 11, "cd".repeat(32))));
    result(file().keep(POSITION));
    assertThat(result(file().recall())).contains(POSITION);
  }

  @Test
  void saysThatAnUnreadableFileTellsNothing() throws IOException {
    result(file().keep(POSITION));
    Files.writeString(place.resolve("spool/status-position"), "3 12");
    assertThat(failure(file().recall())).hasMessageContaining("holds no position");
  }
}
