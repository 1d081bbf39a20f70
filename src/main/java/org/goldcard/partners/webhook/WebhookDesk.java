package org.goldcard.partners.webhook;

import io.vertx.core.Future;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.goldcard.card.Instruction;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.partners.Scope;
import org.goldcard.partners.event.EventWriter;
import org.goldcard.partners.webhook.Webhook.Covers;

/**
 * Registers receivers. One is recorded only after it has taken a signed verification event, so that
 * nobody is sent anything who did not ask for it. Safe from any thread.
 */
public final class WebhookDesk {
  private final ClientRegistry clients;
  private final WebhookRegistry registry;
  private final ReceiverAddress addresses;
  private final Receiver receiver;
  private final EventWriter writer;
  private final Supplier<String> states;
  private final InstantSource clock;

  /**
   * Registers with these.
   *
   * @param addresses which addresses may be registered
   * @param states random texts, one for each verification
   */
  public WebhookDesk(
      ClientRegistry clients,
      WebhookRegistry registry,
      ReceiverAddress addresses,
      Receiver receiver,
      EventWriter writer,
      Supplier<String> states,
      InstantSource clock) {
    this.clients = clients;
    this.registry = registry;
    this.addresses = addresses;
    this.receiver = receiver;
    this.writer = writer;
    this.states = states;
    this.clock = clock;
  }

  /** The receivers of record. */
  public WebhookRegistry registry() {
    return registry;
  }

  /** Verifies a receiver and records it. */
  public Future<Added> add(String clientId, String url, Covers covers, Instruction instruction) {
    Optional<URI> address = addresses.read(url);
    if (address.isEmpty()) {
      return Future.succeededFuture(Added.refused(Refusal.ADDRESS));
    }
    return clients
        .find(clientId)
        .compose(
            found -> {
              Optional<Refusal> refusal = refusal(found.map(r -> r.client()), covers);
              return refusal.isPresent()
                  ? Future.succeededFuture(Added.refused(refusal.get()))
                  : verified(clientId, address.get(), covers, instruction);
            });
  }

  private static Optional<Refusal> refusal(Optional<Client> client, Covers covers) {
    if (client.isEmpty()) {
      return Optional.of(Refusal.CLIENT_UNKNOWN);
    }
    if (client.get().terms().sandbox()) {
      return Optional.of(Refusal.SANDBOX);
    }
    boolean may = covers == Covers.KNOWN || client.get().scopes().contains(Scope.STATUS);
    return may ? Optional.empty() : Optional.of(Refusal.SCOPE_MISSING);
  }

  private Future<Added> verified(String clientId, URI url, Covers covers, Instruction instruction) {
    return verify(clientId, url)
        .compose(
            delivery ->
                delivery.isAccepted()
                    ? registry.add(clientId, url, covers, instruction).map(WebhookDesk::added)
                    : Future.succeededFuture(new Added(0, Refusal.NOT_TAKEN, delivery)));
  }

  private static Added added(Optional<Long> id) {
    return id.map(number -> new Added(number, null, Delivery.ACCEPTED))
        .orElseGet(() -> Added.refused(Refusal.THERE_ALREADY));
  }

  /** Sends a receiver the verification event once more; empty when there is none. */
  public Future<Optional<Delivery>> test(long id) {
    return registry
        .find(id)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : verify(found.get().clientId(), found.get().url()).map(Optional::of));
  }

  private Future<Delivery> verify(String clientId, URI url) {
    return receiver.push(url, writer.verification(clientId, states.get(), clock.instant()));
  }

  /**
   * What came of a registration.
   *
   * @param id the receiver's number; 0 when it was refused
   * @param refusal why it was refused; null when it was not
   * @param delivery how it answered the verification event
   */
  public record Added(
      long id, @org.jspecify.annotations.Nullable Refusal refusal, Delivery delivery) {
    private static Added refused(Refusal refusal) {
      return new Added(0, refusal, Delivery.ACCEPTED);
    }
  }

  /** Why a receiver is not registered. */
  public enum Refusal {
    /** The address may not be pushed to. */
    ADDRESS,
    /** There is no such client. */
    CLIENT_UNKNOWN,
    /** The client may not be told of every card. */
    SCOPE_MISSING,
    /** A client of the sandbox is told of no real card. */
    SANDBOX,
    /** It did not take the verification event. */
    NOT_TAKEN,
    /** The client has this address already. */
    THERE_ALREADY
  }
}
