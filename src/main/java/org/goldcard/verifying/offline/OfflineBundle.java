package org.goldcard.verifying.offline;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.goldcard.card.Validity;
import org.goldcard.token.bundle.VerifiedBundle;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.json.JsonTree;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.keys.KeysRefused;
import org.goldcard.verifying.SiteRules;
import org.jspecify.annotations.Nullable;

/**
 * What a scanner judges by without a network: keys, rules and list of one state. Immutable; a delta
 * makes another.
 */
public final class OfflineBundle {
  private final VerifiedBundle signed;
  private final Form form;
  private final String venueId;
  private final KeyRing keys;
  private final Map<LocalDate, SiteRules> rules;
  private final OfflineList list;

  private OfflineBundle(VerifiedBundle signed, Signatures signatures, @Nullable OfflineBundle old) {
    JsonTree json = signed.content();
    this.signed = signed;
    this.form = Form.valueOf(RulesJson.text(json, "form").toUpperCase(Locale.ROOT));
    this.venueId = RulesJson.text(json, "venue");
    this.keys = KeyRing.ofSet("bundle", json.path("jwks"), signatures);
    Map<LocalDate, SiteRules> days = new HashMap<>();
    for (Map.Entry<String, JsonTree> day : json.path("rules").members().entrySet()) {
      days.put(LocalDate.parse(day.getKey()), RulesJson.read(venueId, day.getValue()));
    }
    this.rules = Map.copyOf(days);
    this.list = form == Form.DELTA ? before(old).changed(json) : OfflineList.whole(json);
    if (old != null && (isOlder(list, old.list) || signed.issuedAt().isBefore(old.issuedAt()))) {
      throw new IllegalArgumentException("rev: leads back");
    }
  }

  private OfflineBundle(OfflineBundle old, OfflineList list) {
    this.signed = old.signed;
    this.form = old.form;
    this.venueId = old.venueId;
    this.keys = old.keys;
    this.rules = old.rules;
    this.list = list;
  }

  private static boolean isOlder(OfflineList list, OfflineList than) {
    return list.epoch() == than.epoch() ? list.rev() < than.rev() : list.epoch() < than.epoch();
  }

  /**
   * The bundle that was signed; empty when it is not one this version understands, or a delta.
   *
   * @param signatures what checks signatures on this machine
   */
  public static Optional<OfflineBundle> of(VerifiedBundle signed, Signatures signatures) {
    return read(signed, signatures, null);
  }

  /**
   * This bundle brought to the state of a newer one, whole or a delta; empty when that one is
   * older, when the delta does not lead on from this state, or when it is not understood: then the
   * whole must be fetched.
   */
  public Optional<OfflineBundle> updatedBy(VerifiedBundle newer, Signatures signatures) {
    return read(newer, signatures, this);
  }

  /** This bundle with a list that was fetched by itself; empty when it is not the one awaited. */
  public Optional<OfflineBundle> with(int number, String lst) {
    return list.with(number, lst).map(fetched -> new OfflineBundle(this, fetched));
  }

  private static Optional<OfflineBundle> read(
      VerifiedBundle signed, Signatures signatures, @Nullable OfflineBundle old) {
    try {
      return Optional.of(new OfflineBundle(signed, signatures, old));
    } catch (IllegalArgumentException | DateTimeException | KeysRefused e) {
      return Optional.empty();
    }
  }

  private static OfflineList before(@Nullable OfflineBundle old) {
    if (old == null) {
      throw new IllegalArgumentException("form: a delta without the state before it");
    }
    return old.list;
  }

  /** Whether it came over the network or as a file. */
  public Form form() {
    return form;
  }

  /** The venue whose rules it carries. */
  public String venueId() {
    return venueId;
  }

  /** The keys that count. */
  public KeyRing keys() {
    return keys;
  }

  /** The state of the list. */
  public OfflineList list() {
    return list;
  }

  /** The rules of the day in Jinan on which a moment lies; empty for a day it was not made for. */
  public Optional<SiteRules> rules(Instant at) {
    return Optional.ofNullable(rules.get(Validity.dayOf(at)));
  }

  /** When it was signed. */
  public Instant issuedAt() {
    return signed.issuedAt();
  }

  /** From when on nothing may be judged by it. */
  public Instant expiresAt() {
    return signed.expiresAt();
  }

  /** How old the list may be for a green answer; zero for a file, which is never green. */
  public Duration green() {
    long seconds = signed.content().path("green").whole().orElse(0);
    return form == Form.FILE || seconds < 0 ? Duration.ZERO : Duration.ofSeconds(seconds);
  }

  /** How a bundle comes. */
  public enum Form {
    /** Everything. */
    FULL,
    /** Keys and rules, and what changed in the list. */
    DELTA,
    /** Everything, for a network without a connection to the service. */
    FILE
  }
}
