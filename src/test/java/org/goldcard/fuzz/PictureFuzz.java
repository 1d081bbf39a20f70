package org.goldcard.fuzz;

import org.goldcard.qr.QrReader;

/** Pictures of QR codes. */
public final class PictureFuzz {
  private PictureFuzz() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    String found = QrReader.read(input).fold(text -> "text", Enum::name);
    Fuzzing.holds(!found.isEmpty(), "neither a text nor why not");
  }
}
