package org.goldcard.testkit;

import org.goldcard.token.secret.FieldIndex;

/** The seal of the status feed in tests. */
public final class FeedSeals {
  private static final FieldIndex KEY = new FieldIndex(new byte[32]);

  private FeedSeals() {}

  /** The seal of a text. */
  public static String seal(String text) {
    return KEY.hexKey("status feed", text);
  }
}
