package org.goldcard.config;

/**
 * A secret that does not show itself.
 *
 * @param value the secret
 */
public record Secret(String value) {
  @Override
  public String toString() {
    return "Secret[…]";
  }
}
