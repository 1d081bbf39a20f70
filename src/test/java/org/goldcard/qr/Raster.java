package org.goldcard.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** Draws SVG and terminal text as pixels, as a browser and a terminal would. */
final class Raster {
  private static final Pattern SQUARE = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"");
  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

  private Raster() {}

  /** The picture of our SVG: its dark path on light, so many pixels a unit. */
  static BufferedImage ofSvg(String svg, int scale) {
    Matcher square = SQUARE.matcher(svg);
    assertThat(square.find()).isTrue();
    int side = Integer.parseInt(square.group(1)) * scale;
    String dark = svg.substring(svg.indexOf("fill=\"#000\""));
    BufferedImage picture = light(side, side);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.BLACK);
    Matcher run = RUN.matcher(dark);
    while (run.find()) {
      int x = Integer.parseInt(run.group(1)) * scale;
      int y = Integer.parseInt(run.group(2)) * scale;
      pen.fillRect(x, y, Integer.parseInt(run.group(3)) * scale, scale);
    }
    pen.dispose();
    return picture;
  }

  /** The picture of our terminal text on a terminal of a background colour, with a margin of it. */
  static BufferedImage ofTerminal(String text, Color background, int scale) {
    List<String> lines =
        text.lines().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList();
    int width = (lines.get(0).length() + 4) * scale;
    int height = (lines.size() * 2 + 4) * scale;
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(background);
    pen.fillRect(0, 0, width, height);
    for (int row = 0; row < lines.size(); row++) {
      for (int column = 0; column < lines.get(row).length(); column++) {
        char block = lines.get(row).charAt(column);
        int x = (column + 2) * scale;
        int y = (row * 2 + 2) * scale;
        half(pen, block == '\u2580' || block == '\u2588', x, y, scale);
        half(pen, block == '\u2584' || block == '\u2588', x, y + scale, scale);
      }
    }
    pen.dispose();
    return picture;
  }

  /** Writes a picture and answers the file. */
  static Path write(BufferedImage picture, String format, Path file) {
    try {
      assertThat(ImageIO.write(picture, format, file.toFile())).isTrue();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void half(Graphics2D pen, boolean dark, int x, int y, int scale) {
    pen.setColor(dark ? Color.BLACK : Color.WHITE);
    pen.fillRect(x, y, scale, scale);
  }

  private static BufferedImage light(int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    pen.dispose();
    return picture;
  }
}
