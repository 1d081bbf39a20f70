package org.goldcard.files.spool;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.zip.CRC32C;
import org.goldcard.records.ScanRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as bytes: the length of the rest after the checksum (4 bytes), CRC-32C of that rest (4
 * bytes), the rest. The rest begins with its version; texts have their length in UTF-8 bytes (2
 * bytes) before them. What was added to it later stands at its end: an older reader passes over it,
 * and an older frame has none.
 */
final class Frame {
  /** Bytes before the rest. */
  static final int HEAD = 8;

  /** The longest rest there can be. */
  static final int LONGEST = 4096;

  private static final byte VERSION = 1;
  private static final int NONE = 0xFFFF;
  private static final long MICROS = 1_000_000;
  private static final ThreadLocal<ByteBuffer> SPACE =
      ThreadLocal.withInitial(() -> ByteBuffer.allocate(HEAD + LONGEST));

  private Frame() {}

  /**
   * Writes a record.
   *
   * @return a buffer of this thread, ready to be read until the next call
   * @throws java.nio.BufferOverflowException when it is longer than {@link #LONGEST}
   */
  static ByteBuffer of(ScanRecord record) {
    ByteBuffer frame = SPACE.get().clear().position(HEAD);
    frame
        .put(VERSION)
        .put((byte) record.shown().code())
        .putShort((short) ScanRecord.Flag.bits(record.flags()))
        .putLong(micros(record.scannedAt()))
        .putLong(record.rev())
        .putInt(millis(record.age()));
    put(frame, record.verificationId());
    put(frame, record.place().venue());
    put(frame, record.place().checkpoint());
    put(frame, record.place().client());
    put(frame, record.result());
    put(frame, record.admit());
    put(frame, record.item());
    put(frame, record.reference());
    ScanRecord.First first = record.first();
    put(frame, first == null ? null : first.verificationId());
    if (first != null) {
      put(frame, first.venue());
      put(frame, first.checkpoint());
      frame.putLong(micros(first.at()));
    }
    put(frame, record.nonce());
    frame.flip();
    int length = frame.limit() - HEAD;
    return frame.putInt(0, length).putInt(4, checksum(frame.slice(HEAD, length)));
  }

  /**
   * The next record; null when what follows is not a whole frame with its right checksum, or one
   * that this version cannot read. The buffer then stands where it stood.
   */
  static @Nullable ScanRecord next(ByteBuffer frames) {
    if (!isWhole(frames)) {
      return null;
    }
    int start = frames.position();
    ByteBuffer rest = frames.slice(start + HEAD, frames.getInt(start));
    try {
      ScanRecord record = read(rest);
      frames.position(start + HEAD + rest.capacity());
      return record;
    } catch (BufferUnderflowException | IllegalStateException e) {
      return null;
    }
  }

  /** Whether a whole frame follows with its right checksum, whoever wrote it. */
  static boolean isWhole(ByteBuffer frames) {
    int start = frames.position();
    int length = frames.remaining() < HEAD ? 0 : frames.getInt(start);
    return length > 0
        && length <= LONGEST
        && length <= frames.remaining() - HEAD
        && checksum(frames.slice(start + HEAD, length)) == frames.getInt(start + 4);
  }

  private static ScanRecord read(ByteBuffer frame) {
    byte version = frame.get();
    if (version != VERSION) {
      throw new IllegalStateException("frame: of another version of the service");
    }
    ScanRecord.Shown shown = ScanRecord.Shown.of(frame.get());
    int flags = frame.getShort() & 0xFFFF;
    Instant at = instant(frame.getLong());
    long rev = frame.getLong();
    int age = frame.getInt();
    String id = text(frame);
    ScanRecord.Place place = new ScanRecord.Place(text(frame), text(frame), text(frame));
    String result = text(frame);
    String admit = text(frame);
    String item = textOrNull(frame);
    String reference = textOrNull(frame);
    ScanRecord.First first = first(frame);
    String nonce = frame.hasRemaining() ? textOrNull(frame) : null;
    Set<ScanRecord.Flag> known = ScanRecord.Flag.of(flags);
    Duration old = age < 0 ? null : Duration.ofMillis(age);
    return new ScanRecord(
        id, at, place, result, admit, item, shown, known, rev, old, reference, nonce, first);
  }

  private static ScanRecord.@Nullable First first(ByteBuffer frame) {
    String id = textOrNull(frame);
    return id == null
        ? null
        : new ScanRecord.First(id, text(frame), text(frame), instant(frame.getLong()));
  }

  private static void put(ByteBuffer frame, @Nullable String text) {
    if (text == null) {
      frame.putShort((short) NONE);
      return;
    }
    int start = frame.position();
    if (!putAscii(frame.putShort((short) text.length()), text)) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      frame.position(start).putShort((short) bytes.length).put(bytes);
    }
  }

  /** Nearly every text is ASCII, which is UTF-8 as it stands; false for one that is not. */
  private static boolean putAscii(ByteBuffer frame, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return false;
      }
      frame.put((byte) c);
    }
    return true;
  }

  private static String text(ByteBuffer frame) {
    String text = textOrNull(frame);
    if (text == null) {
      throw new IllegalStateException("frame: a text is missing");
    }
    return text;
  }

  private static @Nullable String textOrNull(ByteBuffer frame) {
    int length = frame.getShort() & 0xFFFF;
    if (length == NONE) {
      return null;
    }
    if (length > frame.remaining()) {
      throw new IllegalStateException("frame: a text is longer than the rest");
    }
    byte[] bytes = new byte[length];
    frame.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static int millis(@Nullable Duration age) {
    return age == null ? -1 : (int) Math.min(Integer.MAX_VALUE, age.toMillis());
  }

  private static long micros(Instant at) {
    return at.getEpochSecond() * MICROS + at.getNano() / 1000;
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return (int) sum.getValue();
  }
}
