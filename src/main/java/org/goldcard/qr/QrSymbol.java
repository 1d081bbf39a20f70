package org.goldcard.qr;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.util.Optional;

/**
 * One QR code as its modules (ISO/IEC 18004): error correction M, the text byte by byte. Making one
 * blocks for about a millisecond, so it belongs on a worker; see {@link QrPictures}.
 */
public final class QrSymbol {
  /** The longest text: what a token may be long. */
  public static final int MAX_LENGTH = 2048;

  /** The white border the standard asks for, in modules. */
  public static final int QUIET_ZONE = 4;

  private final ByteMatrix modules;
  private final int version;

  private QrSymbol(ByteMatrix modules, int version) {
    this.modules = modules;
    this.version = version;
  }

  /** Encodes a text of 1 to 2048 printable ASCII characters; empty for any other text. */
  public static Optional<QrSymbol> of(String text) {
    return isDrawable(text) ? Optional.of(encode(text)) : Optional.empty();
  }

  private static QrSymbol encode(String text) {
    try {
      // No character set is named: ASCII needs no ECI header, which some readers stumble over.
      QRCode code = Encoder.encode(text, ErrorCorrectionLevel.M);
      return new QrSymbol(code.getMatrix(), code.getVersion().getVersionNumber());
    } catch (WriterException e) {
      throw new IllegalStateException("text: fits by its length, yet was not encoded", e);
    }
  }

  private static boolean isDrawable(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && text.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
  }

  /** The version, 1 to 40; the symbol is {@code 17 + 4 * version} modules wide. */
  public int version() {
    return version;
  }

  /** Modules along one side, without the quiet zone. */
  public int size() {
    return modules.getWidth();
  }

  /** Modules along one side, with the quiet zone. */
  public int sizeWithQuietZone() {
    return size() + 2 * QUIET_ZONE;
  }

  /** Whether the module is dark; everything outside the symbol is light. */
  boolean isDark(int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < size() && y < size();
    return inside && modules.get(x, y) == 1;
  }
}
