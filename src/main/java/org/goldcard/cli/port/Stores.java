package org.goldcard.cli.port;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import org.goldcard.card.CardNumber;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.card.StatusWord;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.issuing.IssueAll;
import org.goldcard.issuing.list.ImportReport;
import org.goldcard.issuing.list.Progress;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.partners.webhook.WebhookDesk;
import org.goldcard.records.ScanHours;
import org.goldcard.status.Position;
import org.goldcard.status.StatusCompare;
import org.goldcard.status.feed.ConfirmRestore;
import org.goldcard.venues.device.DeviceLog;
import org.goldcard.venues.device.SightingLog;
import org.goldcard.venues.record.VenueRegistry;

/**
 * The use cases over open stores: those of the running embedded servers, or of {@code DATABASE_URL}
 * and {@code REDIS_URL}. A lost store is a future failed with {@code StoreUnavailable}. Closing
 * closes the connections, and the servers if they were started for this command alone.
 */
public interface Stores extends AutoCloseable {
  /** Imports a list of recognised talents, or says what is wrong with it. */
  Future<ImportReport> recognise(ListWish wish, Progress progress);

  /** Issues a talent's card, or answers the one there is. */
  Future<Outcome<Receipt>> issue(long talentId, Instruction instruction);

  /** The talents who have this document: none, one, or several with passports of one number. */
  Future<List<Long>> talentsWith(IdentityDocument document);

  /**
   * Issues to every recognised talent of today who has no card.
   *
   * @param progress called with the number looked at so far
   */
  Future<IssueAll.Total> issueAll(Instruction instruction, IntConsumer progress);

  /**
   * Changes a card. {@code REVOKE} is refused with {@code CONSENT_MISSING} outside the
   * demonstration.
   */
  Future<Outcome<Receipt>> change(CardVerb verb, CardNumber number, Instruction instruction);

  /** A fresh live code of a card; refused where its state allows none. */
  Future<Outcome<String>> liveCode(CardNumber number);

  /** The recorded entry at a status index, as of now. */
  Future<StatusWord> statusAt(int index);

  /**
   * Registers a client, or replaces the one with its identifier; answers its new secret. Refused as
   * {@link #requirePlace} says.
   */
  Future<String> register(Client client, ClientRegistry.Owner owner, Instruction by);

  /** The venues of record. */
  VenueRegistry venues();

  /**
   * The signed bundle that a scanner in a closed network judges by; refused for a client that is no
   * scanner.
   *
   * @param life after which nothing may be judged by it
   */
  Future<String> bundle(String clientId, Duration life);

  /** How devices were when they were last heard. */
  DeviceLog devices();

  /** When devices were last heard, by heartbeat or scan. */
  SightingLog sightings();

  /** What each device let in and refused, by the hour. */
  ScanHours hours();

  /** Refuses a client whose venue, checkpoint or items nobody knows, naming all of them. */
  Future<Void> requirePlace(Client client);

  /** The clients of record. */
  ClientRegistry clients();

  /** Registers receivers of events. */
  WebhookDesk webhooks();

  /**
   * Tells running nodes of the keys in the key directory; answers the sequence number of the last
   * change, 0 when there was nothing to tell.
   */
  Future<Long> announceKeys(Instruction by);

  /** Compares the record with Redis and with a table loaded as a node loads it. */
  Future<StatusCompare.Report> compareStatus();

  /** Rebuilds Redis from the record; answers the position it then holds. */
  Future<Position> rebuildStatus();

  /** What a restored record would forget, compared with Redis and this node's memory. */
  Future<ConfirmRestore.Report> restoreReport();

  /**
   * Begins the epoch in which the service goes on; answers where it begins.
   *
   * @param recordAgain whether the stops of the report are recorded again before
   */
  Future<Position> confirmRestore(
      ConfirmRestore.Report report, boolean recordAgain, Instruction instruction);

  @Override
  void close();
}
