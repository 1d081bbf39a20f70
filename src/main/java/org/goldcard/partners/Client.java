package org.goldcard.partners;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.goldcard.partners.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * A partner system or scanner that may call the API.
 *
 * @param id its OAuth 2.0 client identifier
 * @param name what people call it
 * @param scopes what it may do at most
 * @param venueId the venue it scans for; null when it scans nowhere
 * @param checkpoint the entrance or desk; null when it scans nowhere
 * @param attended whether a person stands beside it, so that a second beep of one code repeats the
 *     answer
 * @param expiresAt when its credentials end; null when they do not
 * @param terms where, how much and from where it may ask
 */
public record Client(
    String id,
    String name,
    Set<Scope> scopes,
    @Nullable String venueId,
    @Nullable String checkpoint,
    boolean attended,
    @Nullable Instant expiresAt,
    Terms terms) {
  /** The scope of the sandbox goes with being in it, and with nothing else. */
  public Client {
    Set<Scope> granted = EnumSet.noneOf(Scope.class);
    granted.addAll(scopes);
    granted.remove(Scope.SANDBOX);
    if (terms.sandbox()) {
      granted.add(Scope.SANDBOX);
    }
    scopes = Set.copyOf(granted);
  }

  /** A client on no particular terms. */
  public Client(
      String id,
      String name,
      Set<Scope> scopes,
      @Nullable String venueId,
      @Nullable String checkpoint,
      boolean attended,
      @Nullable Instant expiresAt) {
    this(id, name, scopes, venueId, checkpoint, attended, expiresAt, Terms.NONE);
  }

  /** The same on other terms. */
  public Client on(Terms others) {
    return new Client(id, name, scopes, venueId, checkpoint, attended, expiresAt, others);
  }

  /** Every scope as it stands in a token, in the order of the alphabet. */
  public Set<String> scopeTexts() {
    return Scope.texts(scopes, terms.reach());
  }
}
