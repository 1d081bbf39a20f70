package org.goldcard.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class QrPicturesTest {
  private final Random random = new Random(TokenLikeTexts.SEED);
  private final QrSymbol symbol = QrSymbol.of(TokenLikeTexts.token(random, 251)).orElseThrow();

  @Test
  void theLongestLiveCodeFitsVersionEleven() {
    for (int i = 0; i < 200; i++) {
      String text = TokenLikeTexts.token(random, TokenLikeTexts.LIVE_CODE);
      assertThat(QrSymbol.of(text).orElseThrow().version()).isLessThanOrEqualTo(11);
    }
  }

  @Test
  void refusesWhatIsNoPrintableAsciiOrTooLong() {
    assertThat(QrSymbol.of("")).isEmpty();
    assertThat(QrSymbol.of("金卡")).isEmpty();
    assertThat(QrSymbol.of("caf\u00e9")).isEmpty();
    assertThat(QrSymbol.of("line\n")).isEmpty();
    assertThat(QrSymbol.of("a".repeat(2049))).isEmpty();
    assertThat(QrSymbol.of("a".repeat(2048))).isPresent();
  }

  @Test
  void aPngHasExactlyTheSizeAskedFor() throws Exception {
    for (int pixels : new int[] {200, 201, 333, 1000}) {
      byte[] png = QrPictures.drawPng(symbol, pixels);
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
      assertThat(picture.getWidth()).isEqualTo(pixels);
      assertThat(picture.getHeight()).isEqualTo(pixels);
      assertThat(picture.getColorModel().getPixelSize()).isEqualTo(1);
    }
  }

  @Test
  void theQuietZoneOfAPngIsAtLeastFourModulesWide() throws Exception {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(QrPictures.drawPng(symbol, 400)));
    int scale = 400 / symbol.sizeWithQuietZone();
    int border = (400 - scale * symbol.size()) / 2;
    assertThat(border).isGreaterThanOrEqualTo(4 * scale);
    for (int i = 0; i < 400; i++) {
      assertThat(picture.getRGB(i, border - 1)).isEqualTo(0xffffffff);
      assertThat(picture.getRGB(border - 1, i)).isEqualTo(0xffffffff);
    }
    assertThat(picture.getRGB(border, border)).as("finder pattern").isEqualTo(0xff000000);
  }

  @Test
  void refusesPicturesOfOtherSizes() {
    assertThatThrownBy(() -> QrPictures.drawPng(symbol, 199)).hasMessageStartingWith("pixels");
    assertThatThrownBy(() -> QrPictures.drawPng(symbol, 1001)).hasMessageStartingWith("pixels");
  }

  @Test
  void aSvgIsWellFormedAndNamed() throws Exception {
    String svg = QrPictures.drawSvg(symbol, "<金卡码> & \u0001 live code");
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)))
            .getDocumentElement();
    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(root.getAttribute("shape-rendering")).isEqualTo("crispEdges");
    assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 69 69");
    assertThat(root.getFirstChild().getTextContent()).isEqualTo("<金卡码> &   live code");
    assertThat(root.getElementsByTagName("path").getLength()).isEqualTo(2);
  }

  @Test
  void terminalLinesAreEquallyWideAndResetTheirColours() {
    String text = QrPictures.drawTerminal(symbol);
    assertThat(text.lines()).hasSize((symbol.sizeWithQuietZone() + 1) / 2);
    assertThat(text.lines())
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("\u001b[38;5;16;48;5;231m")
                    .endsWith("\u001b[0m")
                    .hasSize(19 + symbol.sizeWithQuietZone() + 4));
  }

  @Test
  void futuresAreDrawnOnTheWorkerAndFailForTextsThatCannotBe() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      QrPictures pictures = new QrPictures(vertx);
      byte[] png =
          pictures
              .png("9000", 200)
              .toCompletionStage()
              .toCompletableFuture()
              .get(10, TimeUnit.SECONDS);
      assertThat(png).isEqualTo(QrPictures.drawPng(QrSymbol.of("9000").orElseThrow(), 200));
      assertThat(pictures.svg("金", "t").toCompletionStage().toCompletableFuture())
          .failsWithin(10, TimeUnit.SECONDS)
          .withThrowableThat()
          .withMessageContaining("text: not 1 to 2048");
    } finally {
      assertThat(vertx.close().toCompletionStage().toCompletableFuture())
          .succeedsWithin(10, TimeUnit.SECONDS);
    }
  }
}
