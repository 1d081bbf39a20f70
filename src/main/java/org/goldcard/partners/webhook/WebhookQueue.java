package org.goldcard.partners.webhook;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.goldcard.partners.event.CardEvent;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.partners.webhook.Webhook.Covers;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the receivers, shared by all nodes that push: a receiver is served by the node
 * that holds its lease, and what a former holder reports counts no more. Time is the database's.
 * Safe from any thread; a lost database is a failed future.
 */
public interface WebhookQueue {
  /**
   * Takes receivers for which something is to be done and that no other node serves: nobody holds
   * their lease, it has run out, or its holder is known to have ended. A node that lives asks at
   * least every second, for none if it has no room, and so is known to live.
   *
   * @param holder this node
   */
  Future<List<Lease>> claim(String holder, int most, Duration lease);

  /** A node ends: what it still holds is free. */
  Future<Void> leave(String holder);

  /** Gives a receiver back. */
  Future<Void> release(Lease lease);

  /**
   * Puts changes from the log into the queue, and moves the receiver's place; false: lease lost.
   */
  Future<Boolean> enqueue(Lease lease, List<CardEvent> events, Place reached);

  /**
   * The events whose turn it is: of each card the first that waits, those due for longest first.
   */
  Future<List<Waiting>> due(Lease lease, int most);

  /**
   * Records what came of pushes and prolongs the lease; false: it is lost. A receiver that took
   * none of them rests; one that took nothing for as long as the patience lasts is given up, and so
   * is an event, if its receiver took others meanwhile.
   *
   * @param rest how long a receiver is left alone that took none of these, or was told of none
   */
  Future<Boolean> settle(Lease lease, List<Result> results, Duration rest, Patience patience);

  /** How the queue stands. */
  Future<Figures> figures();

  /**
   * A receiver that this node serves.
   *
   * @param webhookId its number
   * @param clientId the client it belongs to
   * @param url where it is
   * @param covers which cards it is told of
   * @param reached where in the log it is
   * @param term the number of the lease
   * @param fails how many rounds in a row nothing was taken
   * @param waiting how many events wait
   */
  record Lease(
      long webhookId,
      String clientId,
      URI url,
      Covers covers,
      Place reached,
      long term,
      int fails,
      long waiting) {}

  /**
   * An event that waits.
   *
   * @param event the change
   * @param attempts how often it was tried
   */
  record Waiting(CardEvent event, int attempts) {}

  /**
   * What came of one push.
   *
   * @param place which event it was
   * @param problem why it was not taken, in a word; null when it was
   * @param pause how long to wait before the next attempt
   */
  record Result(Place place, @Nullable String problem, Duration pause) {}

  /**
   * How the queue stands.
   *
   * @param active receivers that are told
   * @param failing of these, how many take nothing at present
   * @param failed receivers that were given up
   * @param waiting events that wait
   * @param givenUp events that were given up
   * @param oldestSeconds how long the oldest waits
   */
  record Figures(
      long active, long failing, long failed, long waiting, long givenUp, double oldestSeconds) {
    /** Nothing there. */
    public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0);
  }
}
