package org.goldcard.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every QR code we draw, read by two programs that know nothing of us. */
class IndependentReadersTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("org.goldcard.qr.TokenLikeTexts#all")
  void bothReadAPng(String text) throws IOException {
    for (int pixels : new int[] {400, 617, 1000}) {
      byte[] png = QrPictures.drawPng(QrSymbol.of(text).orElseThrow(), pixels);
      bothRead(Files.write(folder.resolve(pixels + ".png"), png), text);
    }
  }

  @Test
  void bothReadALiveCodeInTheSmallestPng() throws IOException {
    String text = TokenLikeTexts.token(new Random(TokenLikeTexts.SEED), TokenLikeTexts.LIVE_CODE);
    byte[] png = QrPictures.drawPng(QrSymbol.of(text).orElseThrow(), QrPictures.MIN_PIXELS);
    bothRead(Files.write(folder.resolve("small.png"), png), text);
  }

  @ParameterizedTest
  @MethodSource("org.goldcard.qr.TokenLikeTexts#all")
  void bothReadASvg(String text) {
    String svg = QrPictures.drawSvg(QrSymbol.of(text).orElseThrow(), "金卡码 live code");
    bothRead(Raster.write(Raster.ofSvg(svg, 5), "png", folder.resolve("svg.png")), text);
  }

  @ParameterizedTest
  @MethodSource("org.goldcard.qr.TokenLikeTexts#all")
  void bothReadATerminalOfAnyTheme(String text) {
    String lines = QrPictures.drawTerminal(QrSymbol.of(text).orElseThrow());
    for (Color theme : new Color[] {Color.BLACK, Color.WHITE, new Color(0x002b36)}) {
      BufferedImage screen = Raster.ofTerminal(lines, theme, 5);
      bothRead(Raster.write(screen, "png", folder.resolve("terminal.png")), text);
    }
  }

  private static void bothRead(Path picture, String text) {
    assertThat(IndependentReaders.zbar(picture)).as("zbarimg %s", picture).isEqualTo(text);
    assertThat(IndependentReaders.zxingCpp(picture)).as("ZXingReader %s", picture).isEqualTo(text);
  }
}
