package org.goldcard.partners;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.goldcard.partners.terms.Reach;

/**
 * Scopes with what {@code verify} reaches among them.
 *
 * @param all the scopes; {@link Scope#VERIFY} where any is about verifying
 * @param reach what may be verified; everything where nothing may
 */
public record Scopes(Set<Scope> all, Reach reach) {
  /** Copies the scopes. */
  public Scopes {
    all = Set.copyOf(all);
  }

  /** What these texts say together; empty when one of them is no scope. */
  public static Optional<Scopes> parse(Collection<String> texts) {
    Set<Scope> all = EnumSet.noneOf(Scope.class);
    List<String> reaches = new ArrayList<>();
    for (String text : texts) {
      if (Reach.isReach(text)) {
        reaches.add(text);
      } else {
        Optional<Scope> scope = Scope.parse(text);
        if (scope.isEmpty()) {
          return Optional.empty();
        }
        all.add(scope.get());
      }
    }
    if (!reaches.isEmpty()) {
      all.add(Scope.VERIFY);
    }
    return Reach.parse(reaches.isEmpty() ? List.of(Reach.VERIFY) : reaches)
        .map(reach -> new Scopes(all, reach));
  }

  /** The same without the texts that this version does not know: they grant nothing. */
  public static Scopes known(Collection<String> texts) {
    List<String> known = texts.stream().filter(t -> parse(List.of(t)).isPresent()).toList();
    return parse(known).orElseThrow();
  }

  /** Whether whatever others allow is allowed by these too. */
  public boolean cover(Scopes others) {
    boolean verifies = others.all.contains(Scope.VERIFY);
    return all.containsAll(others.all) && (!verifies || reach.covers(others.reach));
  }
}
