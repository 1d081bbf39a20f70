package org.goldcard.files.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A place of one process below the spool's directory, numbered from 1 and locked: several nodes may
 * share the directory, and an old process may still be ending while the new one begins. Blocks.
 */
final class Slot implements AutoCloseable {
  private static final int PLACES = 64;
  private static final String LOCK = "lock";

  private final Path directory;
  private final FileChannel lock;

  private Slot(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /** Takes the first free place. */
  static Slot takeFirst(Path spool) throws IOException {
    for (int n = 1; n <= PLACES; n++) {
      Optional<Slot> slot = take(Files.createDirectories(spool.resolve(Integer.toString(n))));
      if (slot.isPresent()) {
        return slot.get();
      }
    }
    throw new IOException("spool: all its places are taken");
  }

  /** Takes those of the other places that somebody left something in and nobody holds. */
  static List<Slot> takeLeft(Path spool, Slot own) throws IOException {
    List<Slot> left = new ArrayList<>();
    for (int n = 1; n <= PLACES; n++) {
      Path other = spool.resolve(Integer.toString(n));
      if (Files.isDirectory(other) && !other.equals(own.directory)) {
        take(other).ifPresent(left::add);
      }
    }
    return left;
  }

  private static Optional<Slot> take(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new Slot(directory, channel));
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
    }
    channel.close();
    return Optional.empty();
  }

  Path directory() {
    return directory;
  }

  /**
   * The two window files of this place, in {@code memory}. They are named after the place itself,
   * by the path it has and a name written into it, so that copies of a spool do not share them.
   */
  List<Path> windows(Path memory) throws IOException {
    if (memory.equals(directory)) {
      return List.of(directory.resolve("window-a"), directory.resolve("window-b"));
    }
    Path named = directory.resolve("name");
    if (Files.notExists(named)) {
      Files.writeString(named, UUID.randomUUID().toString());
    }
    String path = directory.toRealPath() + "\n" + Files.readString(named);
    String name = "goldcard-" + UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8));
    return List.of(memory.resolve(name + "-a"), memory.resolve(name + "-b"));
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
