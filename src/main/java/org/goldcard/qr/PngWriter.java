package org.goldcard.qr;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes a symbol as a PNG of one bit per pixel (ISO/IEC 15948): a third of the time of ImageIO,
 * and every module is a whole number of pixels.
 */
final class PngWriter {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte BIT_DEPTH = 1;
  private static final byte GREYSCALE = 0;

  private PngWriter() {}

  /** A square picture of exactly {@code pixels}; what is left over widens the quiet zone. */
  static byte[] write(QrSymbol symbol, int pixels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    out.writeBytes(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(pixels).putInt(pixels);
    header.put(BIT_DEPTH).put(GREYSCALE);
    chunk(out, "IHDR", header.array());
    chunk(out, "IDAT", deflated(symbol, pixels));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] deflated(QrSymbol symbol, int pixels) {
    int scale = pixels / symbol.sizeWithQuietZone();
    int border = (pixels - scale * symbol.size()) / 2;
    ByteArrayOutputStream packed = new ByteArrayOutputStream(4096);
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      for (int y = 0; y < pixels; y++) {
        deflater.write(row(symbol, pixels, scale, border, y));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return packed.toByteArray();
  }

  /** Filter byte 0, then eight pixels a byte, light being 1; padding bits are ignored. */
  private static byte[] row(QrSymbol symbol, int pixels, int scale, int border, int y) {
    byte[] row = new byte[1 + (pixels + 7) / 8];
    int moduleY = Math.floorDiv(y - border, scale);
    for (int x = 0; x < pixels; x++) {
      if (!symbol.isDark(Math.floorDiv(x - border, scale), moduleY)) {
        row[1 + x / 8] |= (byte) (0x80 >> (x % 8));
      }
    }
    return row;
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
