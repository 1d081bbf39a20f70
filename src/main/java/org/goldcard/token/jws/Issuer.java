package org.goldcard.token.jws;

/**
 * Who issues: the service's public address, the {@code iss} of passes and access tokens.
 *
 * @param uri {@code https://…} without a slash at the end, at most 100 printable ASCII characters
 */
public record Issuer(String uri) {
  /** Refuses an address that tokens could not carry. */
  public Issuer {
    if (!uri.matches("https?://[\\x21-\\x7e&&[^\"\\\\]]{1,92}") || uri.endsWith("/")) {
      throw new IllegalArgumentException("uri: not an address of this form");
    }
  }
}
