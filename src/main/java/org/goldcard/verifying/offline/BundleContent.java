package org.goldcard.verifying.offline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.goldcard.verifying.SiteRules;

/** Puts together what a scanner needs to judge without a network. For one bundle. */
public final class BundleContent {
  /** How long after its list was complete a scan offline is green. */
  public static final Duration GREEN = Duration.ofMinutes(15);

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  /**
   * Begins a bundle.
   *
   * @param venueId the venue of the client it is for
   * @param keys the public keys, a set with {@code keys}
   * @param rules what holds at the venue on each day on which the bundle may be used
   */
  public BundleContent(
      OfflineBundle.Form form, String venueId, ObjectNode keys, Map<LocalDate, SiteRules> rules) {
    json.put("form", form.name().toLowerCase(Locale.ROOT)).put("venue", venueId);
    json.put("green", GREEN.toSeconds());
    json.set("jwks", keys);
    ObjectNode days = json.putObject("rules");
    new TreeMap<>(rules).forEach((day, of) -> days.set(day.toString(), RulesWriter.write(of)));
  }

  /** Which state of the list it leads to. */
  @CanIgnoreReturnValue
  public BundleContent state(long epoch, long rev, Instant asOf) {
    json.put("epoch", epoch).put("rev", rev).put("asOf", asOf.getEpochSecond());
    return this;
  }

  /** One list of one-bit entries, compressed as the claim {@code lst} of a status list. */
  @CanIgnoreReturnValue
  public BundleContent list(int number, String lst) {
    lists().addObject().put("n", number).put("bits", 1).put("lst", lst);
    return this;
  }

  /**
   * One list too large to be carried: where it is published, and what its {@code lst} hashes to.
   */
  @CanIgnoreReturnValue
  public BundleContent list(int number, String uri, String sha256) {
    lists().addObject().put("n", number).put("bits", 1).put("uri", uri).put("sha256", sha256);
    return this;
  }

  /** What changed in the list since a state the scanner has. */
  @CanIgnoreReturnValue
  public BundleContent changes(long sinceRev, List<Integer> refused, List<Integer> accepted) {
    json.put("since", sinceRev);
    ArrayNode off = json.putArray("refused");
    refused.forEach(off::add);
    ArrayNode on = json.putArray("accepted");
    accepted.forEach(on::add);
    return this;
  }

  private ArrayNode lists() {
    return json.withArray("lists");
  }

  /** The finished content. */
  public ObjectNode json() {
    return json;
  }
}
