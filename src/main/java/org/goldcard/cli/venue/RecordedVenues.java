package org.goldcard.cli.venue;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.policy.PolicyReader;
import org.goldcard.policy.district.DistrictsReader;
import org.goldcard.policy.source.RefusedSource;
import org.goldcard.venues.VenueTree;
import org.goldcard.venues.record.VenueFile;

/**
 * The venues of record as a command reads them.
 *
 * @param file as they are written
 * @param tree what they say together
 */
record RecordedVenues(VenueFile file, VenueTree tree) {
  /** Reads them; refuses where there are none, or this version does not understand them. */
  static RecordedVenues read(CommandPorts ports) {
    try (Stores stores = ports.stores().get()) {
      Optional<VenueFile> recorded = Waiting.on(stores.venues().recorded());
      return recorded.map(RecordedVenues::whole).orElseThrow(RecordedVenues::none);
    }
  }

  /** One venue as it is written, for people. */
  String pretty(String id) {
    return new JsonObject(file.venues().getOrDefault(id, "{}")).encodePrettily();
  }

  private static RecordedVenues whole(VenueFile file) {
    try {
      return new RecordedVenues(file, file.tree(PolicyReader.read(), DistrictsReader.read()));
    } catch (RefusedSource e) {
      throw new CommandRefused(
          ExitCode.BAD_INPUT,
          "已登记的场所有本版本不认识的内容：" + e.getMessage(),
          "The venues of record say what this version does not know: " + e.getMessage());
    }
  }

  private static CommandRefused none() {
    return new CommandRefused(
        ExitCode.REFUSED,
        "尚未登记任何场所，请先 venues import",
        "No venues are recorded: venues import first");
  }
}
