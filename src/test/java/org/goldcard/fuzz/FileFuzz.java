package org.goldcard.fuzz;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.goldcard.files.spool.SpoolFiles;
import org.goldcard.files.state.PositionFile;
import org.goldcard.status.Position;
import org.goldcard.testkit.Awaited;
import org.goldcard.token.keys.DatedJwk;
import org.goldcard.token.keys.KeyTexts;
import org.goldcard.token.keys.KeysRefused;

/** What a node finds on its disk when it starts: scan records, its position, its keys. */
public final class FileFuzz {
  private static final int WAYS = 5;
  private static final Path FOLDER = folder();
  private static final PositionFile POSITION = new PositionFile(Vertx.vertx(), FOLDER);

  private FileFuzz() {}

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("fuzz");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    byte[] rest = Fuzzing.rest(input);
    switch (Fuzzing.way(input, WAYS)) {
      case 0 -> Fuzzing.holds(SpoolFiles.records(rest) >= 0, "below zero");
      case 1 -> framed(rest);
      case 2 -> position(rest);
      case 3 -> jwk(rest);
      default -> privateKey(Fuzzing.text(rest));
    }
  }

  /** A checksum that is right by chance or by a later version makes nothing unreadable. */
  private static void framed(byte[] rest) {
    Fuzzing.holds(SpoolFiles.records(SpoolFiles.framed(rest)) <= 1, "two records out of one");
  }

  private static void position(byte[] content) throws IOException {
    Files.write(FOLDER.resolve("status-position"), content);
    try {
      Position found = Awaited.result(POSITION.recall()).orElseThrow();
      Fuzzing.holds(found.epoch() >= 0 && found.seq() >= 0, "a position below zero");
    } catch (CompletionException refused) {
      Fuzzing.neverShown(String.valueOf(refused.getMessage()));
    }
  }

  private static void jwk(byte[] content) {
    try {
      Fuzzing.holds(!DatedJwk.read("fuzz", content).kid().isEmpty(), "a key without a name");
    } catch (KeysRefused refused) {
      Fuzzing.neverShown(String.valueOf(refused.getMessage()));
    }
  }

  private static void privateKey(String text) {
    try {
      Fuzzing.holds(KeyTexts.open(text) > 0, "an empty key");
    } catch (KeysRefused refused) {
      Fuzzing.neverShown(String.valueOf(refused.getMessage()));
    }
  }
}
