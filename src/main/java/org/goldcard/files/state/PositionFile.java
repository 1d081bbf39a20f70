package org.goldcard.files.state;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldcard.status.Position;
import org.goldcard.status.feed.PositionMemory;
import org.jspecify.annotations.Nullable;

/**
 * The position of the status log in a small file: epoch, sequence number and chain hash. Blocks, on
 * a worker of its own. A new text is written beside the old one, forced to the disk and moved over
 * it, so that a kill at any moment leaves one of the two.
 */
public final class PositionFile implements PositionMemory {
  private static final String NAME = "status-position";
  private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) (\\d{1,18}) ([0-9a-f]{64})\\s*");

  private final Path directory;
  private final WorkerExecutor worker;

  /** A position kept in a directory, which is made when first written to. */
  public PositionFile(Vertx vertx, Path directory) {
    this.directory = directory;
    this.worker = vertx.createSharedWorkerExecutor("status-position", 1);
  }

  /**
   * A file that does not hold a position is a failure: it tells nothing, and something is wrong.
   */
  @Override
  public Future<Optional<Position>> recall() {
    return worker.executeBlocking(this::read);
  }

  @Override
  public Future<Void> keep(Position position) {
    return worker.executeBlocking(() -> write(position));
  }

  private Optional<Position> read() throws IOException {
    Path file = directory.resolve(NAME);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    Matcher text = TEXT.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    if (!text.matches()) {
      throw new IOException("the file " + NAME + " holds no position");
    }
    return Optional.of(
        new Position(Long.parseLong(text.group(1)), Long.parseLong(text.group(2)), text.group(3)));
  }

  private @Nullable Void write(Position position) throws IOException {
    Files.createDirectories(directory);
    Path next = directory.resolve(NAME + ".next");
    String text = position.epoch() + " " + position.seq() + " " + position.chain() + "\n";
    try (OutputStream out = Files.newOutputStream(next)) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
    try (FileChannel written = FileChannel.open(next, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    Files.move(
        next,
        directory.resolve(NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    return null;
  }
}
