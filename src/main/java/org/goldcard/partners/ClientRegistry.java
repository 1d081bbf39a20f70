package org.goldcard.partners;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.goldcard.card.Instruction;

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
   * @param client the client
   * @param active false once it was withdrawn
   */
  record Standing(Client client, boolean active) {}

  /**
   * A client with its credential.
   *
   * @param client the client
   * @param secretHash SHA-256 in base64url of its secret, which is 256 random bits and needs no
   *     slow hash
   * @param version which registration of the client this is: a token names it, and the next one
   *     ends it; 0 before it is recorded
   */
  record Registration(Client client, String secretHash, int version) {
    /** A registration to be recorded. */
    public Registration(Client client, String secretHash) {
      this(client, secretHash, 0);
    }
  }
}
