package org.goldcard.partners;

import java.util.Arrays;
import java.util.Optional;

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
  INTROSPECT_CLASS("introspect:class");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /** The scope as it stands in a token. */
  public String text() {
    return text;
  }

  /** The scope with this text. */
  public static Optional<Scope> parse(String text) {
    return Arrays.stream(values()).filter(s -> s.text.equals(text)).findFirst();
  }
}
