package org.goldcard.policy.source;

/**
 * One text in both languages of the house.
 *
 * @param zh simplified Chinese
 * @param en English
 */
public record Wording(String zh, String en) {
  /** A text for which there is nothing to say. */
  public static final Wording NONE = new Wording("", "");

  /** Whether there is nothing to say. */
  public boolean isEmpty() {
    return zh.isEmpty() && en.isEmpty();
  }
}
