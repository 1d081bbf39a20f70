package org.goldcard.files.spool;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * Frames in memory that outlives the process: a mapped file, all of it allocated beforehand, so
 * that writing is a copy in memory and can neither wait for a disk nor find it full. Its first word
 * says where the frames end. For one writer at a time; who empties it must be alone.
 */
final class Window {
  private static final int HEAD = 8;
  private static final VarHandle END =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final Path file;
  private final MappedByteBuffer memory;

  private Window(Path file, MappedByteBuffer memory) {
    this.file = file;
    this.memory = memory;
  }

  /**
   * Opens a window with what it holds, or makes an empty one.
   *
   * @param owner who must own it: others may write to the directory, too
   */
  static Window open(Path file, int size, UserPrincipal owner) throws IOException {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      make(file);
    }
    if (!Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
      throw new IOException("window: of another user");
    }
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      allocate(channel, size);
      return new Window(file, channel.map(FileChannel.MapMode.READ_WRITE, 0, size));
    }
  }

  private static void make(Path file) throws IOException {
    FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        .close();
  }

  /** Writes the zeros that are missing: a hole could turn out to have no room later. */
  private static void allocate(FileChannel channel, int size) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
    for (long at = channel.size(); at < size; ) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), size - at));
      at += channel.write(zeros, at);
    }
  }

  /** Adds a frame; false when there is no room. */
  boolean append(ByteBuffer frame) {
    int end = end();
    int length = frame.remaining();
    if (length > memory.capacity() - end) {
      return false;
    }
    memory.put(end, frame, frame.position(), length);
    END.setRelease(memory, 0, end + length);
    return true;
  }

  boolean isEmpty() {
    return end() == HEAD;
  }

  /** The frames, as they stand. */
  ByteBuffer frames() {
    return memory.slice(HEAD, end() - HEAD);
  }

  /** Gives the memory back, unless frames are in it; it is not to be used again. */
  void discard() throws IOException {
    if (isEmpty()) {
      Files.deleteIfExists(file);
    }
  }

  /** Forgets the frames. */
  void clear() {
    END.setRelease(memory, 0, HEAD);
  }

  private int end() {
    int end = (int) END.getAcquire(memory, 0);
    return Math.max(HEAD, Math.min(end, memory.capacity()));
  }
}
