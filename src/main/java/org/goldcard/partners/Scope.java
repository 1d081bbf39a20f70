package org.goldcard.partners;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.goldcard.partners.terms.Reach;

/** What a client may do (OAuth 2.0 scopes, RFC 6749 section 3.3). */
public enum Scope {
  VERIFY("verify"),
  CARDS_READ("cards:read"),
  CARDS_ISSUE("cards:issue"),
  CARDS_SUSPEND("cards:suspend"),
  CARDS_CLOSE("cards:close"),
  CARDS_UPGRADE("cards:upgrade"),
  CODES("codes"),
  /** Ask whether a pass or live code counts (RFC 7662). */
  INTROSPECT("introspect"),
  /** Be told the class of its holder besides. */
  INTROSPECT_CLASS("introspect:class"),
  /** Be told of every card's changes: by events that are pushed, or by asking for them. */
  STATUS("status"),
  /** Get test cards; every client of the sandbox has it, and no other. */
  SANDBOX("sandbox");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /** The scope as it stands in a token. */
  public String text() {
    return text;
  }

  /**
   * Every scope as it stands in a token, in the order of the alphabet; {@link #VERIFY} in the words
   * of its reach.
   */
  public static Set<String> texts(Set<Scope> scopes, Reach reach) {
    Set<String> texts = new TreeSet<>();
    for (Scope scope : scopes) {
      if (scope == VERIFY) {
        texts.addAll(reach.scopes());
      } else {
        texts.add(scope.text);
      }
    }
    return texts;
  }

  /** The scope with this text. */
  public static Optional<Scope> parse(String text) {
    return Arrays.stream(values()).filter(s -> s.text.equals(text)).findFirst();
  }
}
