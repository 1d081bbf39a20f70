package org.goldcard.cli.port;

import java.nio.file.Path;
import java.util.Optional;

/** QR codes drawn and read. Blocks. */
public interface Pictures {
  /** Draws a text; empty where it is not 1 to 2048 printable ASCII characters. */
  Optional<Drawing> draw(String text);

  /**
   * The text of the QR code in a PNG or JPEG file.
   *
   * @throws CommandRefused with {@code BAD_INPUT} where none can be read
   */
  String read(Path picture);

  /** One QR code. */
  interface Drawing {
    /** How many columns it takes in a terminal. */
    int columns();

    /** Lines for a terminal, with their own colours. */
    String terminal();

    /** A square PNG picture of 200 to 1000 pixels. */
    byte[] png(int pixels);

    /** An SVG picture with an accessible title. */
    String svg(String title);
  }
}
