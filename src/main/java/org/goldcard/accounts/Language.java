package org.goldcard.accounts;

/** The language a holder reads. */
public enum Language {
  /** Simplified Chinese. */
  ZH,
  /** English. */
  EN;

  /** The one of two texts that is in this language. */
  public String of(String zh, String en) {
    return this == ZH ? zh : en;
  }
}
