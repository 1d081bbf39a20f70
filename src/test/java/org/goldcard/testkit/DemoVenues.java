package org.goldcard.testkit;

import org.goldcard.card.Instruction;
import org.goldcard.policy.Policy;
import org.goldcard.policy.PolicyReader;
import org.goldcard.policy.district.Districts;
import org.goldcard.policy.district.DistrictsReader;
import org.goldcard.postgres.subject.PostgresVenueRegistry;
import org.goldcard.status.subject.SubjectLedger;
import org.goldcard.venues.VenuesReader;
import org.goldcard.venues.record.VenueFile;

/** The venues of the demonstration, as a file and of record. */
public final class DemoVenues {
  private static final Policy POLICY = PolicyReader.read();
  private static final Districts DISTRICTS = DistrictsReader.read();

  private DemoVenues() {}

  /** As a file. */
  public static VenueFile file() {
    return VenueFile.read(VenuesReader.demonstration(), POLICY, DISTRICTS);
  }

  /** Records them. */
  public static void record(SubjectLedger subjects, Instruction by) {
    Awaited.result(new PostgresVenueRegistry(subjects).put(file(), true, by));
  }
}
