package org.goldcard.token.access;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an access token grants.
 *
 * @param clientId the OAuth 2.0 client: 1 to 64 printable ASCII characters
 * @param scopes what it may do, at least one (RFC 6749 section 3.3)
 * @param venue the venue it scans for; null when it scans nowhere
 * @param checkpoint the entrance or desk; null when it scans nowhere
 * @param attended whether a person stands beside it
 * @param version which registration of the client grants it, so that the next one ends it; 0 where
 *     none does
 */
public record AccessGrant(
    String clientId,
    Set<String> scopes,
    @Nullable String venue,
    @Nullable String checkpoint,
    boolean attended,
    int version) {
  static final Pattern CLIENT = Pattern.compile("[\\x21-\\x7e]{1,64}");
  static final Pattern SCOPES =
      Pattern.compile("[A-Za-z0-9:_.-]{1,100}(?: [A-Za-z0-9:_.-]{1,100}){0,31}");
  static final Pattern PLACE = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,64}");

  /** Refuses what a token could not carry. */
  public AccessGrant {
    scopes = Set.copyOf(scopes);
    check(clientId, CLIENT, "clientId");
    check(String.join(" ", scopes), SCOPES, "scopes");
    check(venue == null ? "-" : venue, PLACE, "venue");
    check(checkpoint == null ? "-" : checkpoint, PLACE, "checkpoint");
    if (version < 0) {
      throw new IllegalArgumentException("version: below 0");
    }
  }

  /** A grant that rests on no registration. */
  public AccessGrant(
      String clientId,
      Set<String> scopes,
      @Nullable String venue,
      @Nullable String checkpoint,
      boolean attended) {
    this(clientId, scopes, venue, checkpoint, attended, 0);
  }

  /** The scopes as one text, in the order of the alphabet. */
  public String scope() {
    return String.join(" ", scopes.stream().sorted().toList());
  }

  private static void check(String value, Pattern form, String field) {
    if (!form.matcher(value).matches()) {
      throw new IllegalArgumentException(field + ": not of its form");
    }
  }
}
