package org.goldcard.postgres.subject;

import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.goldcard.card.Instruction;
import org.goldcard.card.SubjectWord.State;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.status.StatusChange.Kind;
import org.goldcard.status.subject.Subject;
import org.goldcard.status.subject.SubjectLedger;
import org.goldcard.status.subject.SubjectLedger.Wish;

/** The registry of clients, subjects of the feed in PostgreSQL. */
public final class PostgresClientRegistry implements ClientRegistry {
  private final SubjectLedger ledger;
  private final Function<String, Future<Optional<Subject>>> finder;

  /** A registry that finds clients in the database. */
  public PostgresClientRegistry(SubjectLedger ledger) {
    this(ledger, id -> ledger.find(Kind.CLIENT, id));
  }

  /** A registry that finds clients as {@code finder} does: a node by what it holds in memory. */
  public PostgresClientRegistry(
      SubjectLedger ledger, Function<String, Future<Optional<Subject>>> finder) {
    this.ledger = ledger;
    this.finder = finder;
  }

  @Override
  public Future<Optional<Registration>> find(String clientId) {
    return finder
        .apply(clientId)
        .map(found -> found.filter(s -> s.word().isActive()).map(RegistrationJson::read));
  }

  @Override
  public Future<Void> put(Registration registration, Instruction instruction) {
    String body = RegistrationJson.write(registration, null);
    return ledger
        .change(
            Kind.CLIENT,
            registration.client().id(),
            instruction,
            before -> Optional.of(new Wish("client.put", State.ACTIVE, body, false)))
        .mapEmpty();
  }

  @Override
  public Future<List<Standing>> list() {
    return ledger
        .all(EnumSet.of(Kind.CLIENT))
        .map(all -> all.stream().map(PostgresClientRegistry::standing).toList());
  }

  @Override
  public Future<Boolean> withdraw(String clientId, Instruction instruction) {
    return change(
        clientId,
        instruction,
        before -> new Wish("client.withdraw", State.WITHDRAWN, before.body(), true));
  }

  @Override
  public Future<Boolean> endTokens(String clientId, Instruction instruction) {
    return change(
        clientId,
        instruction,
        before -> new Wish("client.end-tokens", before.word().state(), endingTokens(before), true));
  }

  /** The body without the older version from which on tokens would count. */
  private static String endingTokens(Subject before) {
    return RegistrationJson.write(RegistrationJson.read(before), null);
  }

  @Override
  public Future<Change> alter(
      String clientId,
      String action,
      Instruction instruction,
      Function<Registration, Optional<Registration>> decide) {
    AtomicReference<Change> change = new AtomicReference<>(Change.UNKNOWN);
    return ledger
        .change(
            Kind.CLIENT,
            clientId,
            instruction,
            before -> {
              Optional<Subject> active = before.filter(s -> s.word().isActive());
              Optional<Registration> after = active.map(RegistrationJson::read).flatMap(decide);
              change.set(outcome(active.isPresent(), after.isPresent()));
              return after.map(r -> new Wish(action, State.ACTIVE, altered(r), false));
            })
        .map(rev -> change.get());
  }

  /** Whoever names no version from which tokens count ends those there are. */
  private static String altered(Registration after) {
    return RegistrationJson.write(after, after.tokensFrom() == 0 ? null : after.tokensFrom());
  }

  private static Change outcome(boolean known, boolean allowed) {
    if (!known) {
      return Change.UNKNOWN;
    }
    return allowed ? Change.DONE : Change.REFUSED;
  }

  private Future<Boolean> change(
      String clientId, Instruction instruction, Function<Subject, Wish> decide) {
    AtomicBoolean known = new AtomicBoolean();
    return ledger
        .change(
            Kind.CLIENT,
            clientId,
            instruction,
            before -> {
              known.set(before.isPresent());
              return before.map(decide);
            })
        .map(rev -> known.get());
  }

  private static Standing standing(Subject subject) {
    return new Standing(RegistrationJson.read(subject), subject.word().isActive());
  }
}
