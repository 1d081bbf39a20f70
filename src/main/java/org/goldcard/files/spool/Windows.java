package org.goldcard.files.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two windows: one is filled while the other is written to disk. They lie in memory the kernel
 * keeps when the process dies; where there is none, beside the files. Any thread adds; one at a
 * time takes.
 */
final class Windows {
  private static final Logger LOG = LoggerFactory.getLogger(Windows.class);
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private Window filling;
  private Window taken;

  private Windows(Window one, Window other) {
    this.filling = one;
    this.taken = other;
  }

  /** Opens those of a place with what they hold, or makes them. */
  static Windows of(Slot slot, int size) throws IOException {
    try {
      return open(slot, SHARED_MEMORY, size);
    } catch (IOException | UnsupportedOperationException e) {
      LOG.info("no shared memory for scan records, they wait beside the files: {}", e.getMessage());
      return open(slot, slot.directory(), size);
    }
  }

  private static Windows open(Slot slot, Path memory, int size) throws IOException {
    List<Path> files = slot.windows(memory);
    UserPrincipal owner = Files.getOwner(slot.directory());
    return new Windows(
        Window.open(files.get(0), size, owner), Window.open(files.get(1), size, owner));
  }

  /** Adds a frame; false when both are full. */
  synchronized boolean append(ByteBuffer frame) {
    if (filling.append(frame)) {
      return true;
    }
    if (taken.isEmpty()) {
      change();
      return filling.append(frame);
    }
    return false;
  }

  /** The window to be written to disk: nobody adds to it until it is cleared; may be empty. */
  synchronized Window take() {
    if (taken.isEmpty()) {
      change();
    }
    return taken;
  }

  synchronized boolean isEmpty() {
    return filling.isEmpty() && taken.isEmpty();
  }

  private void change() {
    Window full = filling;
    filling = taken;
    taken = full;
  }

  /** Gives the memory back; they are not to be used again. */
  synchronized void discard() throws IOException {
    filling.discard();
    taken.discard();
  }
}
