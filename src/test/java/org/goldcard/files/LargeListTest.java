package org.goldcard.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.goldcard.issuing.TalentRegistry.Result;
import org.goldcard.issuing.list.ImportReport;
import org.goldcard.testkit.TalentLists;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 100,000 rows through a process of 256 MB, the talents in memory included. */
class LargeListTest {
  private static final int ROWS = 100_000;
  private static final long SEED = 20180919;

  @TempDir private Path folder;

  @Test
  void takesAHundredThousandRowsOfCsvInBoundedMemory() throws Exception {
    Path file = folder.resolve("list.csv");
    new TalentLists(SEED).writeCsv(file, ROWS, StandardCharsets.UTF_8);

    assertThat(importInSmallProcess(file)).as("seed %d", SEED).contains("new=" + ROWS);
  }

  @Test
  void takesAHundredThousandRowsOfXlsxInBoundedMemory() throws Exception {
    Path file = folder.resolve("list.xlsx");
    new TalentLists(SEED).writeXlsx(file, ROWS);

    assertThat(importInSmallProcess(file)).as("seed %d", SEED).contains("new=" + ROWS);
  }

  private String importInSmallProcess(Path file) throws Exception {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    LargeListTest.class.getName(),
                    file.toString()))
            .redirectErrorStream(true)
            .redirectOutput(new File(output.toString()))
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output);
  }

  /** Imports a list and says what came of it. */
  public static void main(String[] arguments) throws Exception {
    long start = System.nanoTime();
    try (ListDesk desk = new ListDesk()) {
      ImportReport report = desk.strict(Path.of(arguments[0]));
      System.out.printf(
          "new=%d faults=%d in %d ms%n",
          report.count(Result.NEW),
          report.faults().size(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
  }
}
