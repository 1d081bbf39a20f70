package org.goldcard.venues;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.goldcard.policy.VenueType;
import org.goldcard.policy.source.Wording;
import org.jspecify.annotations.Nullable;

/**
 * A place where cards are verified (核验场所), a node of the tree.
 *
 * @param id stable
 * @param parent the area it lies in; null for a root
 * @param type decides which items can be had here
 * @param name its name
 * @param aliases other names people use for it
 * @param district code of the district; null where it is not known
 * @param address empty where it is not known
 * @param operator who runs it
 * @param department code of the responsible department
 * @param govInvested 政府投资 (article 20)
 * @param participates whether it takes part; if not, no agreement above covers it
 * @param free when it is free for everyone; nobody needs a card then
 * @param ratings A-ratings in order of time
 * @param agreements its own, never two at a time
 * @param checkpoints its entrances and desks
 * @param hours empty where not known
 * @param evidence what counts as own valid ID here
 * @param onboarding how far it has come
 * @param site how strict scanning is
 * @param sample whether the place itself was made up to show the product
 * @param provenance where this comes from
 */
public record Venue(
    String id,
    @Nullable String parent,
    VenueType type,
    Wording name,
    List<String> aliases,
    @Nullable String district,
    Wording address,
    Wording operator,
    String department,
    boolean govInvested,
    boolean participates,
    List<FreePeriod> free,
    List<Rating> ratings,
    List<Agreement> agreements,
    List<Checkpoint> checkpoints,
    Wording hours,
    Set<Evidence> evidence,
    Onboarding onboarding,
    SitePolicy site,
    boolean sample,
    String provenance) {

  /** How far a venue has come; only LIVE ones are shown to holders. */
  public enum Onboarding {
    INVITED,
    TRAINED,
    TEST_SCAN_DONE,
    LIVE
  }

  /** Copies the collections. */
  public Venue {
    aliases = List.copyOf(aliases);
    free = List.copyOf(free);
    ratings = List.copyOf(ratings);
    agreements = List.copyOf(agreements);
    checkpoints = List.copyOf(checkpoints);
    evidence = Collections.unmodifiableSet(new LinkedHashSet<>(evidence));
  }

  /** Whether everyone enters free on a day: 本园免费开放，无需用卡. */
  public boolean freeForAll(LocalDate day) {
    return free.stream().anyMatch(f -> f.dates().contains(day));
  }

  /** The rating on a day. */
  public Optional<Rating> rating(LocalDate day) {
    return ratings.stream().filter(r -> r.dates().contains(day)).findFirst();
  }

  /** A checkpoint by its id. */
  public Optional<Checkpoint> checkpoint(String checkpointId) {
    return checkpoints.stream().filter(c -> c.id().equals(checkpointId)).findFirst();
  }
}
