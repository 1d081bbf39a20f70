package org.goldcard.partners;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * The clients of record. Durable on return; safe from any thread; a lost database is a failed
 * future.
 */
public interface ClientRegistry {
  /** The client with this identifier, with the hash of its secret. */
  Future<Optional<Registration>> find(String clientId);

  /** Records a client, or replaces the one with its identifier. */
  Future<Void> put(Registration registration);

  /**
   * A client with its credential.
   *
   * @param client the client
   * @param secretHash SHA-256 in base64url of its secret, which is 256 random bits and needs no
   *     slow hash
   */
  record Registration(Client client, String secretHash) {}
}
