package org.goldcard.partners.webhook;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.goldcard.partners.Scope;
import org.goldcard.partners.event.CardChanges;
import org.goldcard.partners.event.CardEvent;
import org.goldcard.partners.event.EventWriter;
import org.goldcard.partners.event.Interests;
import org.goldcard.partners.webhook.Webhook.Covers;

/** Which changes one client is told of. */
final class Concerned {
  private final CardChanges changes;
  private final Interests interests;
  private final EventWriter writer;
  private final String clientId;
  private final Covers covers;

  Concerned(SendParts parts, String clientId, Covers covers) {
    this.changes = parts.changes();
    this.interests = parts.interests();
    this.writer = parts.writer();
    this.clientId = clientId;
    this.covers = covers;
  }

  /** Those of some changes, in order; a client that lost its scope is told of its own cards. */
  Future<List<CardEvent>> of(List<CardEvent> events, Set<Scope> scopes) {
    List<CardEvent> seen = events.stream().filter(event -> event.type().isPresent()).toList();
    boolean all = covers == Covers.ALL && scopes.contains(Scope.STATUS);
    return all || seen.isEmpty() ? Future.succeededFuture(seen) : known(seen);
  }

  private Future<List<CardEvent>> known(List<CardEvent> seen) {
    Set<String> holders = seen.stream().map(this::holder).collect(Collectors.toSet());
    Set<String> numbers = seen.stream().map(CardEvent::number).collect(Collectors.toSet());
    Future<Set<String>> asked = interests.known(clientId, holders);
    Future<Set<String>> issued = changes.issuedBy(clientId, numbers);
    return Future.all(asked, issued)
        .map(
            both ->
                seen.stream()
                    .filter(
                        event ->
                            asked.result().contains(holder(event))
                                || issued.result().contains(event.number()))
                    .toList());
  }

  private String holder(CardEvent event) {
    return writer.holder(clientId, event.index());
  }
}
