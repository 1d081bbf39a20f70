package org.goldcard.postgres.subject;

import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.goldcard.card.Instruction;
import org.goldcard.status.StatusChange.Kind;
import org.goldcard.status.subject.Subject;
import org.goldcard.status.subject.SubjectLedger;
import org.goldcard.status.subject.SubjectLedger.Wish;
import org.goldcard.venues.record.VenueDifference;
import org.goldcard.venues.record.VenueFile;
import org.goldcard.venues.record.VenueRegistry;

/** The venues of record, subjects of the feed in PostgreSQL. */
public final class PostgresVenueRegistry implements VenueRegistry {
  private final SubjectLedger ledger;

  /** The venues of a ledger. */
  public PostgresVenueRegistry(SubjectLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Future<Optional<VenueFile>> recorded() {
    return ledger.all(EnumSet.of(Kind.RULES)).map(VenueSubjects::whole);
  }

  @Override
  public Future<Put> put(VenueFile file, boolean mayRemove, Instruction by) {
    AtomicReference<VenueDifference> found = new AtomicReference<>();
    return ledger
        .changeAll(Kind.RULES, by, before -> wishes(before, file, mayRemove, found))
        .map(rev -> put(Objects.requireNonNull(found.get()), mayRemove, rev));
  }

  private static Map<String, Wish> wishes(
      List<Subject> before,
      VenueFile file,
      boolean mayRemove,
      AtomicReference<VenueDifference> found) {
    VenueDifference difference = VenueDifference.between(VenueSubjects.venues(before), file);
    found.set(difference);
    return isAllowed(difference, mayRemove)
        ? VenueSubjects.wishes(before, file, difference)
        : Map.of();
  }

  private static boolean isAllowed(VenueDifference difference, boolean mayRemove) {
    return mayRemove || difference.removed().isEmpty();
  }

  private static Put put(VenueDifference difference, boolean mayRemove, long rev) {
    return new Put(difference, isAllowed(difference, mayRemove), rev);
  }
}
