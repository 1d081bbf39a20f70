package org.goldcard.card;

import java.text.Normalizer;
import java.util.Locale;

/** How typed text is compared: NFKC, one space between words, no case. */
public final class Text {
  private Text() {}

  /** NFKC with outer white space gone and inner runs made one space. */
  public static String tidy(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().replaceAll("\\s+", " ");
  }

  /** {@link #tidy} in lower case, for comparison only. */
  public static String fold(String text) {
    return tidy(text).toLowerCase(Locale.ROOT);
  }
}
