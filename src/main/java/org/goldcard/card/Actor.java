package org.goldcard.card;

/**
 * Who does something, as the audit row names them.
 *
 * @param kind what they are
 * @param name the stable name they sign in with: a client id, a staff account, {@code system}
 */
public record Actor(Kind kind, String name) {
  /** The kinds of actor. */
  public enum Kind {
    HOLDER,
    STAFF,
    CLIENT,
    OPERATOR,
    SYSTEM
  }

  /** Refuses a nameless actor. */
  public Actor {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: blank");
    }
  }
}
