package org.goldcard.partners.webhook;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.goldcard.card.Instruction;
import org.goldcard.partners.event.CardEvent.Place;

/**
 * The receivers of record. Each change is audited and durable on return. Safe from any thread; a
 * lost database is a failed future.
 */
public interface WebhookRegistry {
  /**
   * Records a receiver, which is told of what comes from now on; its number, or empty when the
   * client has this very address already.
   */
  Future<Optional<Long>> add(
      String clientId, URI url, Webhook.Covers covers, Instruction instruction);

  /** All receivers, by number. */
  Future<List<Webhook>> list();

  /** The receiver of a number. */
  Future<Optional<Webhook>> find(long id);

  /** Tells it no more until it is resumed. False when there is none, or it is paused. */
  Future<Boolean> pause(long id, Instruction instruction);

  /** Tells it again, from where it was. False when there is none, or it is told. */
  Future<Boolean> resume(long id, Instruction instruction);

  /** Forgets it and what waits for it. False when there is none. */
  Future<Boolean> remove(long id, Instruction instruction);

  /**
   * Tells it again of everything after a place, what was given up included. False when there is
   * none, or the place is beyond where it is.
   */
  Future<Boolean> replay(long id, Place after, Instruction instruction);
}
