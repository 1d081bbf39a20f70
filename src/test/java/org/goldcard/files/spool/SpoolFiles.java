package org.goldcard.files.spool;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.goldcard.records.ScanRecord;

/** Files of a spool as a process before, or anybody, left them. */
public final class SpoolFiles {
  private SpoolFiles() {}

  /** How many records a file with these bytes holds, each of which can be written again. */
  public static int records(byte[] file) {
    List<ScanRecord> records = Segments.records(ByteBuffer.wrap(file));
    for (ScanRecord each : records) {
      ScanRecord again = Frame.next(Frame.of(each));
      if (!each.equals(again)) {
        throw new AssertionError("a record is not as written");
      }
    }
    return records.size();
  }

  /** A frame around anything, with its right length and checksum. */
  public static byte[] framed(byte[] rest) {
    CRC32C sum = new CRC32C();
    sum.update(rest);
    return ByteBuffer.allocate(Frame.HEAD + rest.length)
        .putInt(rest.length)
        .putInt((int) sum.getValue())
        .put(rest)
        .array();
  }

  /** A good frame. */
  public static byte[] frame(ScanRecord record) {
    ByteBuffer frame = Frame.of(record);
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    return bytes;
  }
}
