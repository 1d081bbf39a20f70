package org.goldcard.qr;

/** Writes a symbol as SVG: one path on a light square, an accessible name, sharp at every size. */
final class SvgWriter {
  private SvgWriter() {}

  static String write(QrSymbol symbol, String title) {
    int side = symbol.sizeWithQuietZone();
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %1$d %1$d\""
            .formatted(side)
        + " shape-rendering=\"crispEdges\"><title>"
        + escape(title)
        + "</title><path fill=\"#fff\" d=\"M0 0h%1$dv%1$dH0z\"/>".formatted(side)
        + "<path fill=\"#000\" d=\""
        + path(symbol)
        + "\"/></svg>\n";
  }

  /** One rectangle for each run of dark modules. */
  private static String path(QrSymbol symbol) {
    StringBuilder path = new StringBuilder(16_384);
    for (int y = 0; y < symbol.size(); y++) {
      int x = 0;
      while (x < symbol.size()) {
        int end = x;
        while (symbol.isDark(end, y)) {
          end++;
        }
        if (end > x) {
          append(path, x + QrSymbol.QUIET_ZONE, y + QrSymbol.QUIET_ZONE, end - x);
        }
        x = end + 1;
      }
    }
    return path.toString();
  }

  private static void append(StringBuilder path, int x, int y, int length) {
    path.append('M').append(x).append(' ').append(y);
    path.append('h').append(length).append("v1h-").append(length).append('z');
  }

  private static String escape(String text) {
    return text.replaceAll("[\\p{Cntrl}\\ufffe\\uffff]", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
