package org.goldcard.postgres.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.goldcard.status.StatusChange.Kind;
import org.goldcard.status.subject.Subject;
import org.goldcard.status.subject.SubjectTable;
import org.goldcard.venues.record.VenueFile;

/** The venues as a node holds them. Safe from any thread. */
public final class HeldVenues {
  private final SubjectTable subjects;

  /** The venues among the subjects of a node. */
  public HeldVenues(SubjectTable subjects) {
    this.subjects = subjects;
  }

  /** What all venues together hash to by now; empty where none were recorded, or on the way. */
  public Optional<String> digest() {
    return subjects.current(Kind.RULES, VenueSubjects.SEAL).map(VenueSubjects::digest);
  }

  /**
   * All venues of one file; empty while some of its changes are here and some are not. Takes time:
   * on a worker.
   */
  public Optional<VenueFile> whole() {
    List<Subject> held = new ArrayList<>();
    for (Subject subject : subjects.all(Kind.RULES)) {
      subjects.current(Kind.RULES, subject.name()).ifPresent(held::add);
    }
    return VenueSubjects.whole(held);
  }
}
