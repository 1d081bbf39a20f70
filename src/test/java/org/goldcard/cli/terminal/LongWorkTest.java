package org.goldcard.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LongWorkTest {
  private final StringWriter err = new StringWriter();

  @Test
  void aLogGetsALineForEachTenth() {
    try (LongWork work = new LongWork(screen(false))) {
      for (int done = 1; done <= 100_000; done++) {
        work.at("导入 recording", done, 100_000);
      }
    }
    assertThat(err.toString().lines()).hasSize(10);
    assertThat(err.toString()).endsWith("导入 recording 100000/100000\n").doesNotContain("\r");
  }

  @Test
  void withoutATotalALineForEachTenThousand() {
    try (LongWork work = new LongWork(screen(false))) {
      for (int done = 1; done <= 25_000; done++) {
        work.at("检查 checking", done, 0);
      }
    }
    assertThat(err.toString()).isEqualTo("检查 checking 10000\n检查 checking 20000\n");
  }

  @Test
  void aPersonSeesABarThatEndsItsLine() {
    try (LongWork work = new LongWork(screen(true))) {
      work.at("检查 checking", 50, 100);
      work.at("检查 checking", 100, 100);
      work.at("导入 recording", 10, 10);
    }
    assertThat(err.toString()).contains("\r检查 checking", "100%", "\r导入 recording").endsWith("\n");
    assertThat(err.toString().split("\r", -1))
        .allSatisfy(frame -> assertThat(frame.length()).isLessThan(81));
  }

  @Test
  void nothingIsShownOfNoWork() {
    new LongWork(screen(true)).close();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aLineIsAskedForAndTheEndIsEmpty() {
    Screen screen = screen(false);
    assertThat(screen.ask("number: ")).isEqualTo("E12345678");
    assertThat(screen.ask("number: ")).isEmpty();
  }

  private Screen screen(boolean interactive) {
    return new Screen(
        new BufferedReader(new StringReader("E12345678\n")),
        new PrintWriter(new StringWriter()),
        new PrintWriter(err),
        interactive,
        Screen.USUAL_COLUMNS);
  }
}
