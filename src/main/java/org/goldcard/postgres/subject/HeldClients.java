package org.goldcard.postgres.subject;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import org.goldcard.partners.ClientRegistry.Registration;
import org.goldcard.status.StatusChange.Kind;
import org.goldcard.status.subject.Subject;
import org.goldcard.status.subject.SubjectTable;

/** The clients as a node holds them, read out of their subjects once. Safe from any thread. */
public final class HeldClients {
  private static final int READ = 10_000;

  private final SubjectTable subjects;
  private final Cache<String, Registration> read =
      Caffeine.newBuilder().maximumSize(READ).executor(Runnable::run).build();

  /** The clients among the subjects of a node. */
  public HeldClients(SubjectTable subjects) {
    this.subjects = subjects;
  }

  /** A client as it is now; empty while its newest change is not here, or it is withdrawn. */
  public Optional<Registration> current(String clientId) {
    return subjects
        .current(Kind.CLIENT, clientId)
        .filter(subject -> subject.word().isActive())
        .map(this::read);
  }

  /** All that are not withdrawn. */
  public List<Registration> active() {
    return subjects.all(Kind.CLIENT).stream()
        .filter(subject -> subject.word().isActive())
        .map(this::read)
        .toList();
  }

  private Registration read(Subject subject) {
    Registration known = read.getIfPresent(subject.name());
    if (known != null && known.version() == subject.word().version()) {
      return known;
    }
    Registration fresh = RegistrationJson.read(subject, SealedContacts.unseen());
    read.put(subject.name(), fresh);
    return fresh;
  }
}
