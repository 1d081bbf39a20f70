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
import org.goldcard.token.secret.FieldCipher;
import org.jspecify.annotations.Nullable;

/** The registry of clients, subjects of the feed in PostgreSQL. */
public final class PostgresClientRegistry implements ClientRegistry {
  private final SubjectLedger ledger;
  private final Function<String, Future<Optional<Subject>>> finder;
  private final SealedContacts contacts;

  /** A registry that finds clients in the database, and sees no contacts. */
  public PostgresClientRegistry(SubjectLedger ledger) {
    this(ledger, id -> ledger.find(Kind.CLIENT, id));
  }

  /** The same, which opens and seals contacts. */
  public PostgresClientRegistry(SubjectLedger ledger, FieldCipher cipher) {
    this.ledger = ledger;
    this.finder = id -> ledger.find(Kind.CLIENT, id);
    this.contacts = SealedContacts.with(cipher);
  }

  /**
   * A registry that finds clients as {@code finder} does: a node by what it holds in memory. It
   * sees no contacts.
   */
  public PostgresClientRegistry(
      SubjectLedger ledger, Function<String, Future<Optional<Subject>>> finder) {
    this.ledger = ledger;
    this.finder = finder;
    this.contacts = SealedContacts.unseen();
  }

  private Registration read(Subject subject) {
    return RegistrationJson.read(subject, contacts);
  }

  @Override
  public Future<Optional<Registration>> find(String clientId) {
    return finder
        .apply(clientId)
        .map(found -> found.filter(s -> s.word().isActive()).map(this::read));
  }

  @Override
  public Future<Void> put(Registration registration, Instruction instruction) {
    return ledger
        .change(
            Kind.CLIENT,
            registration.client().id(),
            instruction,
            before -> {
              Subject old = before.orElse(null);
              String body = RegistrationJson.write(registration, null, contacts, old);
              return Optional.of(new Wish("client.put", State.ACTIVE, body, false));
            })
        .mapEmpty();
  }

  @Override
  public Future<List<Standing>> list() {
    return ledger
        .all(EnumSet.of(Kind.CLIENT))
        .map(all -> all.stream().map(this::standing).toList());
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
  private String endingTokens(Subject before) {
    return RegistrationJson.write(read(before), null, contacts, before);
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
              Optional<Registration> after = active.map(this::read).flatMap(decide);
              change.set(outcome(active.isPresent(), after.isPresent()));
              Subject old = active.orElse(null);
              return after.map(r -> new Wish(action, State.ACTIVE, altered(r, old), false));
            })
        .map(rev -> change.get());
  }

  /** Whoever names no version from which tokens count ends those there are. */
  private String altered(Registration after, @Nullable Subject before) {
    Integer from = after.tokensFrom() == 0 ? null : after.tokensFrom();
    return RegistrationJson.write(after, from, contacts, before);
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

  private Standing standing(Subject subject) {
    return new Standing(read(subject), subject.word().isActive());
  }
}
