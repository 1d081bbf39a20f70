package org.goldcard.fuzz;

import java.nio.charset.StandardCharsets;
import org.goldcard.policy.Policy;
import org.goldcard.policy.PolicyReader;
import org.goldcard.policy.district.Districts;
import org.goldcard.policy.district.DistrictsReader;
import org.goldcard.policy.source.RefusedSource;
import org.goldcard.policy.source.Source;
import org.goldcard.venues.record.VenueFile;

/** A file of venues as somebody edits it. */
public final class VenuesFuzz {
  private static final Policy POLICY = PolicyReader.read();
  private static final Districts DISTRICTS = DistrictsReader.read();

  private VenuesFuzz() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    Source source = new Source("fuzz", new String(input, StandardCharsets.UTF_8));
    try {
      VenueFile file = VenueFile.read(source, POLICY, DISTRICTS);
      Fuzzing.holds(!file.venues().containsKey(""), "a venue without a name");
    } catch (RefusedSource refused) {
      Fuzzing.holds(!String.valueOf(refused.getMessage()).isEmpty(), "refused without a reason");
    }
  }
}
