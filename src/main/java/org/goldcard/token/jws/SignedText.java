package org.goldcard.token.jws;

/**
 * A token as it came in or goes out: text nobody has checked. Only a reader makes a verified token
 * of it. It never shows itself in a log.
 *
 * @param text the compact serialization (RFC 7515 section 7.1), or whatever was sent in its place
 */
public record SignedText(String text) {
  @Override
  public String toString() {
    return "SignedText[" + text.length() + " characters]";
  }
}
