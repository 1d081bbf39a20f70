package org.goldcard.web;

import java.util.Optional;
import org.goldcard.partners.Access;

/**
 * Makes and reads access tokens ({@code at+jwt}, RFC 9068). Neither waits for anything; safe from
 * any thread.
 */
public interface AccessTokens {
  /** The signed token that says this. */
  String sign(Access access);

  /**
   * What a token says that was read before and still counts, found without checking a signature;
   * empty when it must be read.
   */
  default Optional<Access> remembered(String token) {
    return Optional.empty();
  }

  /**
   * The client that a token names, if this node knows it and lets it act: the token's own word,
   * proven by nothing.
   */
  default Optional<String> claimed(String token) {
    return Optional.empty();
  }

  /** What a token says; empty when it is forged, over, or no access token. */
  Optional<Access> read(String token);
}
