package org.goldcard.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class QrReaderTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("org.goldcard.qr.TokenLikeTexts#all")
  void readsOurOwnPictures(String text) {
    QrSymbol symbol = QrSymbol.of(text).orElseThrow();
    for (int pixels : new int[] {400, 1000}) {
      assertThat(told(QrReader.read(QrPictures.drawPng(symbol, pixels)))).isEqualTo(text);
    }
    BufferedImage screen = Raster.ofSvg(QrPictures.drawSvg(symbol, ""), 6);
    Path jpeg = Raster.write(screen, "jpeg", folder.resolve("screen.jpg"));
    assertThat(told(QrReader.read(jpeg))).isEqualTo(text);
  }

  @Test
  void readsATiltedPhotograph() throws IOException {
    String text = TokenLikeTexts.token(new Random(TokenLikeTexts.SEED), 251);
    BufferedImage drawn = Raster.ofSvg(QrPictures.drawSvg(QrSymbol.of(text).orElseThrow(), ""), 8);
    BufferedImage photograph = new BufferedImage(1000, 900, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = photograph.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.rotate(Math.toRadians(14), 500, 450);
    pen.drawImage(drawn, 200, 150, null);
    pen.dispose();
    Path file = Raster.write(photograph, "jpeg", folder.resolve("photograph.jpg"));
    assertThat(told(QrReader.read(file))).isEqualTo(text);
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThat(told(QrReader.read(folder.resolve("none.png")))).isEqualTo("UNREADABLE");
    assertThat(told(QrReader.read(folder))).isEqualTo("UNREADABLE");
  }

  @Test
  void refusesWhatIsNoPicture() throws IOException {
    assertThat(told(QrReader.read(new byte[0]))).isEqualTo("NOT_A_PICTURE");
    Path text = Files.writeString(folder.resolve("text.png"), "eyJhbGciOi.J9.c2ln");
    assertThat(told(QrReader.read(text))).isEqualTo("NOT_A_PICTURE");
    assertThat(
            told(
                QrReader.read(
                    "GIF89a\u0001\u0000".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))))
        .isEqualTo("NOT_A_PICTURE");
  }

  @Test
  void refusesMoreBytesThanAnyPictureNeeds() {
    byte[] png = Arrays.copyOf(somePng(), QrReader.MAX_BYTES + 1);
    assertThat(told(QrReader.read(png))).isEqualTo("TOO_LARGE");
  }

  @Test
  void refusesAPictureBombByItsHeaderAlone() throws IOException {
    byte[] bomb = bomb(30_000);
    assertThat(bomb.length).isLessThan(1_000_000);
    long before = System.nanoTime();
    assertThat(told(QrReader.read(bomb))).isEqualTo("TOO_LARGE");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void refusesDimensionsBeyondAnyMemory() throws IOException {
    byte[] png = somePng();
    ByteBuffer.wrap(png).putInt(16, Integer.MAX_VALUE).putInt(20, Integer.MAX_VALUE);
    resign(png);
    assertThat(told(QrReader.read(png))).isEqualTo("TOO_LARGE");
  }

  @Test
  void everyTruncationOfAPictureIsAnAnswer() {
    byte[] png = somePng();
    byte[] jpeg = someJpeg();
    for (byte[] whole : new byte[][] {png, jpeg}) {
      for (int length = 0; length < whole.length; length += 1 + whole.length / 150) {
        String answer = told(QrReader.read(Arrays.copyOf(whole, length)));
        assertThat(answer).isIn("NOT_A_PICTURE", "DAMAGED", "NO_QR_CODE", "9000");
      }
    }
  }

  @Test
  void everyCorruptionOfAPictureIsAnAnswer() {
    long seed = TokenLikeTexts.SEED;
    System.out.println("corrupting pictures with seed " + seed);
    Random random = new Random(seed);
    for (byte[] whole : new byte[][] {somePng(), someJpeg()}) {
      for (int round = 0; round < 300; round++) {
        byte[] picture = whole.clone();
        for (int i = 0; i < 1 + round % 6; i++) {
          picture[random.nextInt(picture.length)] = (byte) random.nextInt(256);
        }
        assertThat(told(QrReader.read(picture)))
            .isIn("NOT_A_PICTURE", "TOO_LARGE", "DAMAGED", "NO_QR_CODE", "9000");
      }
    }
  }

  @Test
  void saysWhenThereIsNoQrCode() {
    BufferedImage empty = new BufferedImage(300, 300, BufferedImage.TYPE_BYTE_GRAY);
    Path file = Raster.write(empty, "png", folder.resolve("empty.png"));
    assertThat(told(QrReader.read(file))).isEqualTo("NO_QR_CODE");
  }

  private static String told(PictureReading reading) {
    return reading.fold(text -> text, PictureFlaw::name);
  }

  private static byte[] somePng() {
    return QrPictures.drawPng(QrSymbol.of("9000").orElseThrow(), 200);
  }

  private static byte[] someJpeg() {
    String svg = QrPictures.drawSvg(QrSymbol.of("9000").orElseThrow(), "");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      assertThat(ImageIO.write(Raster.ofSvg(svg, 7), "jpeg", out)).isTrue();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  /** A PNG of equal pixels: a few hundred kilobytes that unpack to a hundred megabytes. */
  private static byte[] bomb(int side) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    Deflater best = new Deflater(Deflater.BEST_COMPRESSION);
    try (DeflaterOutputStream out = new DeflaterOutputStream(data, best)) {
      byte[] row = new byte[1 + (side + 7) / 8];
      for (int y = 0; y < side; y++) {
        out.write(row);
      }
    }
    best.end();
    byte[] frame = somePng();
    ByteBuffer header = ByteBuffer.allocate(33).put(frame, 0, 33);
    header.putInt(16, side).putInt(20, side);
    resign(header.array());
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    bomb.writeBytes(header.array());
    bomb.writeBytes(ByteBuffer.allocate(4).putInt(data.size()).array());
    byte[] typed =
        ByteBuffer.allocate(4 + data.size()).putInt(0x49444154).put(data.toByteArray()).array();
    bomb.writeBytes(typed);
    bomb.writeBytes(ByteBuffer.allocate(4).putInt((int) crc(typed, 0, typed.length)).array());
    bomb.write(frame, frame.length - 12, 12);
    return bomb.toByteArray();
  }

  private static void resign(byte[] png) {
    ByteBuffer.wrap(png).putInt(29, (int) crc(png, 12, 17));
  }

  private static long crc(byte[] bytes, int from, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, length);
    return crc.getValue();
  }
}
