package org.goldcard.config;

/**
 * What is wrong with one setting. It never repeats what was set.
 *
 * @param variable the environment variable
 * @param zh what is wrong and what is expected, in Chinese
 * @param en the same in English
 */
public record Problem(String variable, String zh, String en) {
  @Override
  public String toString() {
    return variable + ": " + zh + " / " + en;
  }
}
