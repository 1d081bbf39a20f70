package org.goldcard.partners.terms;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a client may verify, at the venues it has: everything ({@code verify}), all items at places
 * of some kinds ({@code verify:park}), single items anywhere ({@code verify:item:TRAFFIC.…}). Two
 * limits add up: what either allows is allowed.
 *
 * @param kinds kinds of places; empty with no items for everything
 * @param items benefit items by their codes; empty with no kinds for everything
 */
public record Reach(Set<PlaceKind> kinds, Set<String> items) {
  /** Everything. */
  public static final Reach ALL = new Reach(Set.of(), Set.of());

  /** The scope without a limit. */
  public static final String VERIFY = "verify";

  private static final String KIND = VERIFY + ':';
  private static final String ITEM = VERIFY + ":item:";
  private static final Pattern CODE = Pattern.compile("[A-Z0-9_]{1,40}\\.[A-Z0-9_]{1,40}");

  /** Copies the sets. */
  public Reach {
    kinds = Set.copyOf(kinds);
    items = Set.copyOf(items);
  }

  /** Whether a scope is about verifying at all. */
  public static boolean isReach(String scope) {
    return scope.equals(VERIFY) || scope.startsWith(KIND);
  }

  /** What scopes about verifying allow together; empty when one of them is none. */
  public static Optional<Reach> parse(Collection<String> scopes) {
    Set<PlaceKind> kinds = new LinkedHashSet<>();
    Set<String> items = new LinkedHashSet<>();
    boolean all = false;
    for (String scope : scopes) {
      if (scope.equals(VERIFY)) {
        all = true;
      } else if (scope.startsWith(ITEM) && CODE.matcher(scope.substring(ITEM.length())).matches()) {
        items.add(scope.substring(ITEM.length()));
      } else {
        Optional<PlaceKind> kind =
            scope.startsWith(KIND)
                ? PlaceKind.parse(scope.substring(KIND.length()))
                : Optional.empty();
        if (kind.isEmpty()) {
          return Optional.empty();
        }
        kinds.add(kind.get());
      }
    }
    return Optional.of(all ? ALL : new Reach(kinds, items));
  }

  /** Whether there is no limit. */
  public boolean isAll() {
    return kinds.isEmpty() && items.isEmpty();
  }

  /** Whether whatever another allows is allowed by this too. */
  public boolean covers(Reach other) {
    return isAll()
        || (!other.isAll() && kinds.containsAll(other.kinds) && items.containsAll(other.items));
  }

  /** The scopes that say this, in the order of the alphabet. */
  public Set<String> scopes() {
    Set<String> scopes = new TreeSet<>();
    if (isAll()) {
      scopes.add(VERIFY);
    }
    kinds.forEach(kind -> scopes.add(KIND + kind.word()));
    items.forEach(item -> scopes.add(ITEM + item));
    return scopes;
  }
}
