package org.goldcard.venues;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.goldcard.policy.Policy;
import org.goldcard.policy.VenueType;
import org.goldcard.policy.district.Districts;
import org.goldcard.policy.source.Entry;
import org.goldcard.policy.source.Mistakes;
import org.goldcard.policy.source.Source;
import org.goldcard.venues.SitePolicy.PastStaleness;
import org.goldcard.venues.Venue.Onboarding;

/**
 * Reads venues and refuses them unless they are whole: every mistake of a data file is named with
 * its place, all at once.
 */
public final class VenuesReader {
  private static final int MAX_STALENESS_SECONDS = 900;

  private VenuesReader() {}

  /** The venues of the demonstration: real places of Jinan with sample agreements. */
  public static Source demonstration() {
    return Source.onClassPath("venues/venues.json");
  }

  /** Reads the venues of the demonstration. */
  public static VenueTree read(Policy policy, Districts districts) {
    return read(demonstration(), policy, districts);
  }

  /**
   * Reads venues.
   *
   * @throws org.goldcard.policy.source.RefusedSource naming every mistake and its place
   */
  public static VenueTree read(Source source, Policy policy, Districts districts) {
    Mistakes mistakes = new Mistakes();
    List<Venue> venues = source.read(mistakes, root -> venues(root, policy, districts));
    mistakes.refuseIfAny();
    return new VenueTree(venues, policy);
  }

  private static List<Venue> venues(Entry root, Policy policy, Districts districts) {
    root.remark("provenance");
    VenueRules rules = new VenueRules(policy, districts);
    List<Venue> venues = new ArrayList<>();
    root.visit(
        "venues",
        entry -> {
          Venue venue = venue(entry);
          rules.check(venue, entry);
          venues.add(venue);
        });
    rules.checkTree(venues, root);
    return venues;
  }

  private static Venue venue(Entry entry) {
    return new Venue(
        entry.text("id"),
        entry.optionalText("parent").orElse(null),
        entry.word("type", VenueType.class),
        entry.wording("name"),
        entry.has("aliases") ? entry.texts("aliases") : List.of(),
        entry.optionalText("district").orElse(null),
        entry.optionalWording("address"),
        entry.wording("operator"),
        entry.text("department"),
        entry.flag("govInvested"),
        entry.flag("participates"),
        entry.optionalEach("free", e -> new FreePeriod(e.dates(), e.text("provenance"))),
        entry.optionalEach("ratings", VenuesReader::rating),
        entry.optionalEach("agreements", VenuesReader::agreement),
        entry.optionalEach("checkpoints", VenuesReader::checkpoint),
        entry.optionalWording("hours"),
        entry.words("evidence", Evidence.class),
        entry.word("onboarding", Onboarding.class),
        entry.one("site", VenuesReader::site),
        entry.optionalFlag("sample"),
        entry.text("provenance"));
  }

  private static Rating rating(Entry entry) {
    return new Rating(entry.whole("grade", 1, 5), entry.dates(), entry.text("provenance"));
  }

  private static Agreement agreement(Entry entry) {
    return new Agreement(
        entry.text("number"),
        entry.dates(),
        entry.texts("items"),
        entry.optionalWording("exclusions"),
        entry.optionalFlag("limitsVisits"),
        entry.flag("sample"),
        entry.text("provenance"));
  }

  private static Checkpoint checkpoint(Entry entry) {
    return new Checkpoint(
        entry.text("id"),
        entry.wording("name"),
        entry.word("kind", Checkpoint.Kind.class),
        entry.flag("attended"));
  }

  private static SitePolicy site(Entry entry) {
    return new SitePolicy(
        entry.flag("staticPasses"),
        entry
            .optionalWhole("stalenessSeconds", 1, MAX_STALENESS_SECONDS)
            .map(Duration::ofSeconds)
            .orElse(SitePolicy.DEFAULT_STALENESS),
        entry.word("pastStaleness", PastStaleness.class),
        entry.flag("countsVisits"),
        entry.flag("numberLookup"));
  }
}
