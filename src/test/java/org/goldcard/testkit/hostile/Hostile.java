package org.goldcard.testkit.hostile;

import org.goldcard.token.jws.Flaw;

/**
 * A hostile token with the answer it must get.
 *
 * @param family what kind of attack, also the name of its vector file
 * @param name which one
 * @param expects the flaw that must be found
 * @param token the text
 */
public record Hostile(String family, String name, Flaw expects, String token) {
  @Override
  public String toString() {
    return family + ": " + name;
  }
}
