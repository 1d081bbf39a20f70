package org.goldcard.wiring;

import java.nio.file.Path;
import java.util.Optional;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Pictures;
import org.goldcard.qr.PictureFlaw;
import org.goldcard.qr.QrPictures;
import org.goldcard.qr.QrReader;
import org.goldcard.qr.QrSymbol;

/** The QR codes of the commands. Blocks. */
public final class ZxingPictures implements Pictures {
  @Override
  public Optional<Drawing> draw(String text) {
    return QrSymbol.of(text).map(SymbolDrawing::new);
  }

  @Override
  public String read(Path picture) {
    return QrReader.read(picture).fold(text -> text, ZxingPictures::refuse);
  }

  private static String refuse(PictureFlaw flaw) {
    throw switch (flaw) {
      case UNREADABLE -> refused("图片文件无法读取", "The picture cannot be read");
      case NOT_A_PICTURE -> refused("不是PNG或JPEG图片", "Neither a PNG nor a JPEG picture");
      case TOO_LARGE ->
          refused(
              "图片过大，请裁剪至400万像素、8 MB以内", "The picture is too large: at most 4 megapixels and 8 MB");
      case DAMAGED -> refused("图片已损坏", "The picture is damaged");
      case NO_QR_CODE -> refused("图片中没有可识别的二维码", "No readable QR code in the picture");
    };
  }

  private static CommandRefused refused(String zh, String en) {
    return new CommandRefused(ExitCode.BAD_INPUT, zh, en);
  }

  private record SymbolDrawing(QrSymbol symbol) implements Drawing {
    @Override
    public int columns() {
      return symbol.sizeWithQuietZone();
    }

    @Override
    public String terminal() {
      return QrPictures.drawTerminal(symbol);
    }

    @Override
    public byte[] png(int pixels) {
      return QrPictures.drawPng(symbol, pixels);
    }

    @Override
    public String svg(String title) {
      return QrPictures.drawSvg(symbol, title);
    }
  }
}
