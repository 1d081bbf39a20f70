package org.goldcard.partners;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.goldcard.card.Instruction;
import org.goldcard.partners.terms.Contact;

/**
 * The clients of record. Durable on return; safe from any thread; a lost database is a failed
 * future.
 */
public interface ClientRegistry {
  /** The client with this identifier, unless it was withdrawn. */
  Future<Optional<Registration>> find(String clientId);

  /**
   * Records a client, or replaces the one with its identifier: whatever token that had is over. The
   * same again changes nothing. A withdrawn client stays withdrawn.
   */
  Future<Void> put(Registration registration, Instruction instruction);

  /** All clients by identifier, withdrawn ones included. */
  Future<List<Standing>> list();

  /**
   * Withdraws a client for good: its secret and its tokens count no more, on any node. False when
   * there is none.
   */
  Future<Boolean> withdraw(String clientId, Instruction instruction);

  /** Ends every token a client has; it may ask for new ones. False when there is none. */
  Future<Boolean> endTokens(String clientId, Instruction instruction);

  /**
   * A client and whether it still counts.
   *
   * @param registration the client as registered
   * @param active false once it was withdrawn
   */
  record Standing(Registration registration, boolean active) {
    /** The client. */
    public Client client() {
      return registration.client();
    }
  }

  /**
   * Changes a client. Tokens it has stay good as long as the registration keeps its {@link
   * Registration#tokensFrom}: nobody is thrown out because a colleague renewed a key.
   *
   * @param action what the audit row calls it, such as {@code client.key-add}
   * @param decide called with what is recorded, under its lock; empty refuses
   */
  Future<Change> alter(
      String clientId,
      String action,
      Instruction instruction,
      Function<Registration, Optional<Registration>> decide);

  /** What came of a change. */
  enum Change {
    /** It is done. */
    DONE,
    /** There is no such client, or it was withdrawn. */
    UNKNOWN,
    /** The client as it is does not allow it. */
    REFUSED
  }

  /**
   * A client with what it proves itself with.
   *
   * @param client the client
   * @param credentials its secrets and keys
   * @param owner who answers for it
   * @param tokensFrom the version from which on its tokens count, at most {@code version}
   * @param version which registration of the client this is: a token names it; 0 before it is
   *     recorded
   */
  record Registration(
      Client client, Credentials credentials, Owner owner, int tokensFrom, int version) {
    /** A registration to be recorded, with a secret that has no end. */
    public Registration(Client client, String secretHash) {
      this(client, Credentials.secret(secretHash), Owner.UNKNOWN);
    }

    /** A registration to be recorded. */
    public Registration(Client client, Credentials credentials, Owner owner) {
      this(client, credentials, owner, 0, 0);
    }

    /**
     * When the client can do nothing more, or its last credential ends; empty when neither does.
     */
    public Optional<Instant> end() {
      Instant own = client.expiresAt();
      Optional<Instant> last = credentials.end();
      return own == null || last.filter(end -> end.isBefore(own)).isPresent()
          ? last
          : Optional.of(own);
    }

    /** The same as recorded at a version that ended every token before it. */
    public Registration at(int recorded) {
      return new Registration(client, credentials, owner, recorded, recorded);
    }

    /**
     * The same for another client and owner. Tokens stay good where only the quota, names or
     * contacts change; what they grant is then what they granted before.
     */
    public Registration with(Client other, Owner others) {
      Client alike =
          new Client(
              client.id(),
              other.name(),
              client.scopes(),
              client.venueId(),
              client.checkpoint(),
              client.attended(),
              client.expiresAt(),
              client.terms().with(other.terms().quota()));
      return other.equals(alike)
          ? new Registration(other, credentials, others, tokensFrom, version)
          : new Registration(other, credentials, others);
    }

    /** The same with other credentials. */
    public Registration with(Credentials others) {
      return new Registration(client, others, owner, tokensFrom, version);
    }
  }

  /**
   * Who answers for a client.
   *
   * @param organisation its name; empty where nobody recorded it
   * @param contacts whom to tell before a credential ends, the first one first
   */
  record Owner(String organisation, List<Contact> contacts) {
    /** Nobody recorded who. */
    public static final Owner UNKNOWN = new Owner("", List.of());

    /** Copies the contacts. */
    public Owner {
      contacts = List.copyOf(contacts);
    }
  }
}
