package org.goldcard.web.api.published;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.goldcard.venues.device.Sighting;
import org.goldcard.verifying.ListState;

/**
 * What the readiness of this node is told by.
 *
 * @param signature makes and checks a real signature with each key that signs here, now
 * @param provider who checks signatures, as health names it
 * @param list how fresh the card table is; empty while none is loaded
 * @param feed what can be said of that table besides
 * @param oldest the age beyond which no node may say VALID
 * @param credentials how many clients' last credential ends within how long, by word; only numbers,
 *     for health is open to everyone
 * @param dependencies a probe for each server this node leans on, by name
 * @param warnings what operators should know of those servers, in both languages
 * @param silent the devices that are missed, the longest silent first
 */
public record Vitals(
    BooleanSupplier signature,
    String provider,
    Supplier<Optional<ListState>> list,
    Supplier<Feed> feed,
    Duration oldest,
    Supplier<Map<String, Integer>> credentials,
    Map<String, Supplier<Future<Boolean>>> dependencies,
    Supplier<List<String>> warnings,
    Supplier<List<Sighting>> silent) {
  /** Copies the probes. */
  public Vitals {
    dependencies = Map.copyOf(dependencies);
  }

  /** A state of the card table in a stable word and in both languages. */
  public record Feed(String code, String zh, String en) {}
}
