package org.goldcard.verifying.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The vectors of the library are what their command makes. */
class KitVectorsTest {
  @Test
  void comeOutTheSameWhenTheyAreMadeAgain() throws IOException {
    assertThat(new KitVectors().text()).isEqualTo(Files.readString(KitVectors.FILE));
  }
}
