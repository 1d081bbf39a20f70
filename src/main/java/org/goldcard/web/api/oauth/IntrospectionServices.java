package org.goldcard.web.api.oauth;

import java.util.function.Function;
import org.goldcard.token.answer.AnswerTokens;
import org.goldcard.verifying.introspection.Standing;
import org.goldcard.web.AccessTokens;

/**
 * What introspection is answered with.
 *
 * @param issuer the {@code iss} of passes and live codes
 * @param authority the {@code iss} and {@code aud} of access tokens
 * @param holders says how a pass or live code stands, from memory
 * @param access reads access tokens
 * @param pseudonyms names holders
 * @param signer signs answers for those who ask for it
 */
public record IntrospectionServices(
    String issuer,
    String authority,
    Function<String, Standing> holders,
    AccessTokens access,
    Pseudonyms pseudonyms,
    AnswerTokens signer) {

  /** Names holders so that two clients who compare their records find nothing in common. */
  @FunctionalInterface
  public interface Pseudonyms {
    /** Always the same for a client and a card; tells nothing about either. */
    String nameOf(String clientId, int cardIndex);
  }
}
