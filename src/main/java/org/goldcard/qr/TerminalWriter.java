package org.goldcard.qr;

/**
 * Writes a symbol for a terminal: two rows of modules a line in half blocks, black on white from
 * the fixed part of the 256-colour palette, so that neither a dark nor a light theme inverts it.
 */
final class TerminalWriter {
  private static final String BLACK_ON_WHITE = "\u001b[38;5;16;48;5;231m";
  private static final String RESET = "\u001b[0m";

  private TerminalWriter() {}

  static String write(QrSymbol symbol) {
    StringBuilder out = new StringBuilder(8192);
    int last = symbol.size() + QrSymbol.QUIET_ZONE;
    for (int y = -QrSymbol.QUIET_ZONE; y < last; y += 2) {
      out.append(BLACK_ON_WHITE);
      for (int x = -QrSymbol.QUIET_ZONE; x < last; x++) {
        out.append(block(symbol.isDark(x, y), symbol.isDark(x, y + 1)));
      }
      out.append(RESET).append('\n');
    }
    return out.toString();
  }

  private static char block(boolean upper, boolean lower) {
    if (upper) {
      return lower ? '\u2588' : '\u2580';
    }
    return lower ? '\u2584' : ' ';
  }
}
