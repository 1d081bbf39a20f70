package org.goldcard.dev.host;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a data directory to one service. The system frees the lock when its program ends, however
 * it ends.
 */
public final class DirectoryLock implements AutoCloseable {
  /**
   * Locks of this program. A second channel on the same file must not even be opened: closing it
   * would free the first one's lock (POSIX).
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private DirectoryLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** The lock of the data directory, or nothing when another service holds it. */
  public static Optional<DirectoryLock> tryLock(Path data) throws IOException {
    Path file = data.resolve("lock");
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    FileChannel channel =
        FileChannel.open(OwnerOnly.file(file), StandardOpenOption.WRITE, StandardOpenOption.READ);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      HELD.remove(file);
      channel.close();
      return Optional.empty();
    }
    return Optional.of(new DirectoryLock(file, channel));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("lock: cannot be closed", e);
    } finally {
      HELD.remove(file);
    }
  }
}
