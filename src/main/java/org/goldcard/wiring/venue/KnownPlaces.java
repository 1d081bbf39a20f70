package org.goldcard.wiring.venue;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.partners.Client;
import org.goldcard.policy.Policy;
import org.goldcard.policy.PolicyReader;
import org.goldcard.policy.district.DistrictsReader;
import org.goldcard.venues.Venue;
import org.goldcard.venues.record.VenueRegistry;

/** The venues, checkpoints and items that a client may be registered for. */
public final class KnownPlaces {
  private KnownPlaces() {}

  /**
   * Asks the record; a client that is nowhere needs none.
   *
   * @return failed with {@link CommandRefused} naming everything that is not known
   */
  public static Future<Void> check(Client client, VenueRegistry venues) {
    Policy policy = PolicyReader.read();
    String venue = client.venueId();
    if (venue == null) {
      return check(client, policy, Optional.empty());
    }
    return venues
        .recorded()
        .map(file -> file.flatMap(f -> f.tree(policy, DistrictsReader.read()).byId(venue)))
        .compose(place -> check(client, policy, place));
  }

  private static Future<Void> check(Client client, Policy policy, Optional<Venue> place) {
    List<String> zh = new ArrayList<>();
    List<String> en = new ArrayList<>();
    String venue = client.venueId();
    String checkpoint = client.checkpoint();
    if (venue != null && place.isEmpty()) {
      zh.add("没有这个场所（见 venues list）");
      en.add("There is no such venue, see venues list");
    } else if (checkpoint != null && place.flatMap(v -> v.checkpoint(checkpoint)).isEmpty()) {
      zh.add("该场所没有这个核验点");
      en.add("The venue has no such checkpoint");
    }
    if (client.terms().reach().items().stream().anyMatch(item -> policy.item(item).isEmpty())) {
      zh.add("没有这个待遇项");
      en.add("There is no such benefit item");
    }
    return zh.isEmpty()
        ? Future.succeededFuture()
        : Future.failedFuture(
            new CommandRefused(ExitCode.BAD_INPUT, String.join("；", zh), String.join("; ", en)));
  }
}
