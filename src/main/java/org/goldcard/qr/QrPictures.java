package org.goldcard.qr;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.function.Function;

/**
 * Draws QR codes. The methods that answer a future work on the worker pool {@code qr}, never on an
 * event loop; the static ones block for one to three milliseconds. Texts are 1 to 2048 printable
 * ASCII characters; any other is a mistake of the caller, who asks {@link QrSymbol#of} first where
 * the text is not his own.
 */
public final class QrPictures {
  /** The smallest picture, in pixels. */
  public static final int MIN_PIXELS = 200;

  /** The largest picture, in pixels. */
  public static final int MAX_PIXELS = 1000;

  private static final int THREADS = 2;

  private final WorkerExecutor worker;

  /** Draws on a pool shared by all who draw on this Vert.x. */
  public QrPictures(Vertx vertx) {
    this.worker = vertx.createSharedWorkerExecutor("qr", THREADS);
  }

  /** A square PNG picture of so many pixels, 200 to 1000. */
  public Future<byte[]> png(String text, int pixels) {
    return draw(text, symbol -> drawPng(symbol, pixels));
  }

  /** An SVG picture; the title names it for those who do not see it. */
  public Future<String> svg(String text, String title) {
    return draw(text, symbol -> drawSvg(symbol, title));
  }

  /** Stops the pool. */
  public Future<Void> close() {
    return worker.close();
  }

  /** A square PNG picture of so many pixels, 200 to 1000, drawn on the calling thread. */
  public static byte[] drawPng(QrSymbol symbol, int pixels) {
    if (pixels < MIN_PIXELS || pixels > MAX_PIXELS) {
      throw new IllegalArgumentException("pixels: not 200 to 1000");
    }
    return PngWriter.write(symbol, pixels);
  }

  /** An SVG picture with a title, drawn on the calling thread. */
  public static String drawSvg(QrSymbol symbol, String title) {
    return SvgWriter.write(symbol, title);
  }

  /**
   * Lines of half blocks with their own colours, {@link QrSymbol#sizeWithQuietZone} columns wide,
   * drawn on the calling thread.
   */
  public static String drawTerminal(QrSymbol symbol) {
    return TerminalWriter.write(symbol);
  }

  private <T> Future<T> draw(String text, Function<QrSymbol, T> drawing) {
    return worker.executeBlocking(() -> drawing.apply(symbol(text)), false);
  }

  private static QrSymbol symbol(String text) {
    return QrSymbol.of(text)
        .orElseThrow(
            () -> new IllegalArgumentException("text: not 1 to 2048 printable ASCII characters"));
  }
}
