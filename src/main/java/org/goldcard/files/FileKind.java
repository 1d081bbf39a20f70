package org.goldcard.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.goldcard.issuing.list.RowFlaw;
import org.goldcard.issuing.list.TableSource.Unreadable;

/** Tells files apart by their first bytes, whatever their names end in. Blocking. */
final class FileKind {
  private static final int HEAD = 4096;
  private static final long MAX_BYTES = 512L << 20;

  private FileKind() {}

  static TableRows open(Path file) throws IOException {
    return isZip(file) ? XlsxRows.open(file) : CsvRows.open(file, TextForm.of(file));
  }

  static boolean isZip(Path file) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new Unreadable(0, RowFlaw.UNREADABLE);
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new Unreadable(0, RowFlaw.TOO_BIG);
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD);
    }
    if (starts(head, 0xd0, 0xcf, 0x11, 0xe0)) {
      throw new Unreadable(0, RowFlaw.OLD_EXCEL);
    }
    if (starts(head, 'P', 'K', 3, 4)) {
      return true;
    }
    if (starts(head, 0xff, 0xfe) || starts(head, 0xfe, 0xff)) {
      throw new Unreadable(0, RowFlaw.UNKNOWN_ENCODING);
    }
    refuseBinary(head);
    return false;
  }

  private static void refuseBinary(byte[] head) {
    for (byte b : head) {
      if (b == 0) {
        throw new Unreadable(0, RowFlaw.UNKNOWN_FORMAT);
      }
    }
  }

  private static boolean starts(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
