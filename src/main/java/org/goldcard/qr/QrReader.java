package org.goldcard.qr;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads the QR code in a PNG or JPEG picture. Blocks, so it belongs on a worker. Made for pictures
 * from strangers: the header is judged before any pixel is unpacked, only QR codes are looked for,
 * and whatever a broken picture does to the decoders comes back as a value.
 */
public final class QrReader {
  /** The most bytes a picture may have. */
  public static final int MAX_BYTES = 8 * 1024 * 1024;

  /** The most pixels a picture may have. */
  public static final long MAX_PIXELS = 4_000_000;

  private static final Map<DecodeHintType, Object> PHOTOGRAPH =
      Map.of(DecodeHintType.TRY_HARDER, true);

  private static final Map<DecodeHintType, Object> CLEAN =
      Map.of(DecodeHintType.PURE_BARCODE, true);

  private QrReader() {}

  /** Reads the picture in a file. */
  public static PictureReading read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in.readNBytes(MAX_BYTES + 1));
    } catch (IOException e) {
      return PictureReading.none(PictureFlaw.UNREADABLE);
    }
  }

  /** Reads the picture in these bytes. */
  public static PictureReading read(byte[] picture) {
    if (picture.length > MAX_BYTES) {
      return PictureReading.none(PictureFlaw.TOO_LARGE);
    }
    String format = formatOf(picture);
    if (format.isEmpty()) {
      return PictureReading.none(PictureFlaw.NOT_A_PICTURE);
    }
    ImageReader decoder = ImageIO.getImageReadersByFormatName(format).next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
      decoder.setInput(in, true, true);
      long pixels = (long) decoder.getWidth(0) * decoder.getHeight(0);
      return pixels > MAX_PIXELS
          ? PictureReading.none(PictureFlaw.TOO_LARGE)
          : search(decoder.read(0));
    } catch (IOException | RuntimeException e) {
      return PictureReading.none(PictureFlaw.DAMAGED);
    } finally {
      decoder.dispose();
    }
  }

  /** Signatures only: neither the name of a file nor its other formats are trusted. */
  private static String formatOf(byte[] picture) {
    if (startsWith(picture, 0x89, 'P', 'N', 'G')) {
      return "png";
    }
    return startsWith(picture, 0xff, 0xd8, 0xff) ? "jpeg" : "";
  }

  private static boolean startsWith(byte[] picture, int... signature) {
    for (int i = 0; i < signature.length; i++) {
      if (i >= picture.length || (picture[i] & 0xff) != signature[i]) {
        return false;
      }
    }
    return true;
  }

  private static PictureReading search(BufferedImage picture) {
    LuminanceSource grey = new BufferedImageLuminanceSource(picture);
    return attempt(new HybridBinarizer(grey), PHOTOGRAPH)
        .or(() -> attempt(new GlobalHistogramBinarizer(grey), PHOTOGRAPH))
        .or(() -> attempt(new HybridBinarizer(grey), CLEAN))
        .map(PictureReading::of)
        .orElseGet(() -> PictureReading.none(PictureFlaw.NO_QR_CODE));
  }

  private static Optional<String> attempt(Binarizer pixels, Map<DecodeHintType, Object> hints) {
    try {
      return Optional.of(new QRCodeReader().decode(new BinaryBitmap(pixels), hints).getText());
    } catch (ReaderException | RuntimeException e) {
      // A hostile symbol may drive the decoder out of its arrays: nothing was read, and no more.
      return Optional.empty();
    }
  }
}
