package org.goldcard.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Two programs that read QR codes and share no code with the library that draws them. */
final class IndependentReaders {
  private IndependentReaders() {}

  /** What {@code zbarimg} reads. */
  static String zbar(Path picture) {
    return run("zbar-tools", "zbarimg", "--nodbus", "-q", "--raw", picture.toString()).strip();
  }

  /** What {@code ZXingReader} of zxing-cpp reads: the text between the quotes of its first line. */
  static String zxingCpp(Path picture) {
    String said = run("zxing-cpp-tools", "ZXingReader", "-fast", picture.toString());
    int start = said.indexOf('"') + 1;
    assertThat(start).as("ZXingReader said: %s", said).isPositive();
    return said.substring(start, said.indexOf('"', start));
  }

  private static String run(String debianPackage, String... command) {
    try {
      Path output = Files.createTempFile("reader", ".txt");
      Process process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("%s ends", command[0]).isTrue();
      String said = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      return said;
    } catch (IOException e) {
      return fail("%s is missing: apt-get install %s".formatted(command[0], debianPackage), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail("interrupted", e);
    }
  }
}
