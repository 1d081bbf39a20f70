package org.goldcard.wiring.venue;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.goldcard.card.Validity;
import org.goldcard.partners.place.Areas;
import org.goldcard.policy.Check;
import org.goldcard.policy.source.Wording;
import org.goldcard.venues.Agreement;
import org.goldcard.venues.GateRules;
import org.goldcard.venues.SitePolicy;
import org.goldcard.venues.VenueTree;
import org.goldcard.verifying.SiteRules;
import org.jspecify.annotations.Nullable;

/**
 * Says the venues' rules in the words of the judge, once a venue and day. All venues are taken over
 * together: no answer mixes two states of them. Safe from any thread.
 */
public final class Sites {
  private final InstantSource clock;
  private volatile Day day;

  public Sites(VenueTree venues, InstantSource clock) {
    this.clock = clock;
    this.day = new Day(venues, LocalDate.MIN);
  }

  /** From now on these venues count. */
  public synchronized void take(VenueTree venues) {
    day = new Day(venues, Validity.dayOf(clock.instant()));
  }

  /** The venues that count now. */
  public VenueTree venues() {
    return day.venues;
  }

  /** What is where, for partner systems. */
  public Areas areas() {
    return new TreeAreas(this::venues);
  }

  /** The rules of a venue today; empty for a venue nobody knows. */
  public Optional<SiteRules> rules(String venueId) {
    LocalDate today = Validity.dayOf(clock.instant());
    Day known = day;
    Day current = known.date.equals(today) ? known : turned(today);
    return current.rules.computeIfAbsent(
        venueId, id -> current.venues.rulesOn(id, today).map(Sites::inWordsOfTheJudge));
  }

  private synchronized Day turned(LocalDate today) {
    if (!day.date.equals(today)) {
      day = new Day(day.venues, today);
    }
    return day;
  }

  /** The rules of a venue on another day, as far as they are known now. */
  public Optional<SiteRules> rulesOn(String venueId, LocalDate date) {
    return venues().rulesOn(venueId, date).map(Sites::inWordsOfTheJudge);
  }

  private static SiteRules inWordsOfTheJudge(GateRules rules) {
    SitePolicy site = rules.site();
    Agreement agreement = rules.agreement();
    return new SiteRules(
        rules.venue().id(),
        rules.freeForAll(),
        rules.items().stream().map(item -> item(item, agreement)).toList(),
        site.staticPasses(),
        site.numberLookup(),
        visits(site, agreement),
        site.staleness(),
        site.pastStaleness() == SitePolicy.PastStaleness.REFUSE);
  }

  private static SiteRules.Visits visits(SitePolicy site, @Nullable Agreement agreement) {
    if (!site.countsVisits()) {
      return SiteRules.Visits.NOT_COUNTED;
    }
    boolean limited = agreement != null && agreement.limitsVisits();
    return limited ? SiteRules.Visits.LIMITED : SiteRules.Visits.COUNTED;
  }

  private static SiteRules.Item item(GateRules.CoveredItem item, @Nullable Agreement agreement) {
    return new SiteRules.Item(
        item.code(),
        new SiteRules.Phrase(item.grant().zh(), item.grant().en()),
        item.legalBasis().zh(),
        item.classes(),
        checks(item.checks()),
        item.ownIdRequired(),
        item.maxPersons(),
        item.ticketed(),
        agreement == null ? null : agreement.number(),
        agreement == null ? null : phrase(agreement.exclusions()));
  }

  private static List<SiteRules.Check> checks(List<Check> checks) {
    return checks.stream().filter(c -> !c.code().doneByScan()).map(Sites::check).toList();
  }

  private static SiteRules.Check check(Check check) {
    Wording prompt = check.prompt();
    return new SiteRules.Check(check.code().name(), new SiteRules.Phrase(prompt.zh(), prompt.en()));
  }

  private static SiteRules.@Nullable Phrase phrase(Wording wording) {
    return wording.isEmpty() ? null : new SiteRules.Phrase(wording.zh(), wording.en());
  }

  /** One day's rules by venue, of one state of the venues. */
  private static final class Day {
    private final VenueTree venues;
    private final LocalDate date;
    private final Map<String, Optional<SiteRules>> rules = new ConcurrentHashMap<>();

    private Day(VenueTree venues, LocalDate date) {
      this.venues = venues;
      this.date = date;
    }
  }
}
