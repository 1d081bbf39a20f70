package org.goldcard.files.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.goldcard.records.ScanRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a spool, numbered in the order of their making. One is written at a time. A file
 * that failed once is left alone: after a failed fsync nobody can say what of it is on the disk,
 * and the next fsync of it would lie. Blocks; for one thread at a time.
 */
final class Segments {
  private static final Logger LOG = LoggerFactory.getLogger(Segments.class);
  private static final String ENDING = ".scans";
  private static final int DIGITS = 16;
  private static final Pattern NAME = Pattern.compile("[0-9]{16}\\.scans");

  /** What is added to the name of a file that another version of the service has to read. */
  private static final String ASIDE = ".other";

  private final Path directory;
  private final SpoolLimits limits;
  private @Nullable FileChannel current;
  private @Nullable Path file;
  private long written;
  private long next;
  private long waiting;
  private long unread;
  private long torn;
  private boolean foreign;

  Segments(Path directory, SpoolLimits limits) throws IOException {
    this.directory = directory;
    this.limits = limits;
    for (Path left : list()) {
      next = Math.max(next, number(left) + 1);
      force(left);
    }
    waiting = sizes();
  }

  /**
   * What a process before wrote last may still be in memory only: made durable before it is read.
   */
  private static void force(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException e) {
      LOG.error("what a process before left of scan records may not be durable", e);
    }
  }

  /** Writes frames and makes them durable. After a failure none of them counts as written. */
  void write(ByteBuffer frames) throws IOException {
    int length = frames.remaining();
    if (waiting + length > limits.bytes()) {
      throw new IOException("spool: its bound is reached");
    }
    try {
      FileChannel channel = room(length);
      while (frames.hasRemaining()) {
        int ignored = channel.write(frames);
      }
      limits.disk().force(channel);
      written += length;
      waiting += length;
    } catch (IOException e) {
      abandon();
      throw e;
    }
  }

  private FileChannel room(int length) throws IOException {
    if (current != null && written + length > limits.segment()) {
      seal();
    }
    FileChannel open = current;
    if (open == null) {
      Path fresh = directory.resolve(("%0" + DIGITS + "d").formatted(next++) + ENDING);
      file = fresh;
      open = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      current = open;
      written = 0;
      force();
    }
    return open;
  }

  /** Makes the name of a new file durable. */
  private void force() throws IOException {
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  /** Closes the file being written: it can be read from now on. */
  void seal() throws IOException {
    FileChannel open = current;
    current = null;
    file = null;
    if (open != null) {
      open.close();
    }
  }

  private void abandon() throws IOException {
    Path failed = file;
    boolean holdsSome = written > 0;
    seal();
    if (failed != null && !holdsSome) {
      Files.deleteIfExists(failed);
    }
  }

  /** The oldest file that is not being written; the one being written when there is no other. */
  Optional<Path> oldest() throws IOException {
    if (current != null && written > 0 && list().size() == 1) {
      seal();
    }
    Path busy = file;
    return list().stream().filter(path -> !path.equals(busy)).findFirst();
  }

  /**
   * The records of a file, up to the first place that cannot be read. What a killed process or a
   * failed disk left off in the middle has one, and what follows was never durable; or a later
   * version of the service wrote on there.
   */
  List<ScanRecord> read(Path segment) throws IOException {
    ByteBuffer frames = ByteBuffer.wrap(Files.readAllBytes(segment));
    List<ScanRecord> records = records(frames);
    unread = frames.remaining();
    foreign = Frame.isWhole(frames);
    return records;
  }

  static List<ScanRecord> records(ByteBuffer frames) {
    List<ScanRecord> records = new ArrayList<>();
    ScanRecord next = Frame.next(frames);
    while (next != null) {
      records.add(next);
      next = Frame.next(frames);
    }
    return records;
  }

  /**
   * Removes the file read last; one that goes on in a form of another version is put aside for it.
   */
  void remove(Path segment) throws IOException {
    if (foreign && Files.exists(segment)) {
      Path aside = segment.resolveSibling(segment.getFileName() + ASIDE);
      Files.move(segment, aside, StandardCopyOption.ATOMIC_MOVE);
      LOG.error("scan records of another version of the service are put aside in {}", aside);
      foreign = false;
      unread = 0;
    } else if (Files.deleteIfExists(segment) && unread > 0) {
      torn += unread;
      LOG.warn("{} bytes at the end of a file of scan records were torn", unread);
      unread = 0;
    }
    waiting = sizes();
  }

  /** Takes over a file of another spool that nobody uses any more. */
  void adopt(Path foreign) throws IOException {
    Path own = directory.resolve(("%0" + DIGITS + "d").formatted(next++) + ENDING);
    Files.move(foreign, own);
    force(own);
    waiting = sizes();
  }

  /** Bytes on disk. */
  long waiting() {
    return waiting;
  }

  /** Bytes that could not be read since the start. */
  long torn() {
    return torn;
  }

  private List<Path> list() throws IOException {
    return list(directory);
  }

  private long sizes() throws IOException {
    long sum = 0;
    for (Path each : list()) {
      sum += Files.size(each);
    }
    return sum;
  }

  /** The files of a directory, the oldest first. */
  static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(Segments::isOne).sorted().toList();
    }
  }

  private static boolean isOne(Path path) {
    return NAME.matcher(path.getFileName().toString()).matches();
  }

  private static long number(Path segment) {
    String name = segment.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - ENDING.length()));
  }
}
