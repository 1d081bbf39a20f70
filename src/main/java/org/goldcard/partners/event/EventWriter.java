package org.goldcard.partners.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.goldcard.partners.Scope;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.token.answer.EventTokens;
import org.goldcard.token.answer.SecurityEvent;
import org.goldcard.token.answer.SecurityEvent.Member;

/**
 * Says a change to one client: with the reference it knows the holder by, and no more than its
 * scopes let it know. Safe from any thread.
 */
public final class EventWriter {
  /** The event that proves a receiver (OpenID Shared Signals Framework 1.0, section 8.1.4.1). */
  public static final String VERIFICATION =
      "https://schemas.openid.net/secevent/ssf/event-type/verification";

  private final EventTokens tokens;
  private final Names names;

  /** Writes with these tokens and names. */
  public EventWriter(EventTokens tokens, Names names) {
    this.tokens = tokens;
    this.names = names;
  }

  /** The reference by which a client knows the holder of a card. */
  public String holder(String clientId, int cardIndex) {
    return names.holder(clientId, cardIndex);
  }

  /** The event as a client may know it; of a change that partners see. */
  public SecurityEvent event(
      CardEvent change, CardEvent.Type type, String clientId, Set<Scope> scopes) {
    List<Member> members = new ArrayList<>();
    members.add(new Member("state", change.after().isActive() ? "ACTIVE" : "STOPPED"));
    members.add(new Member("validUntil", change.after().lastDay().toString()));
    if (scopes.contains(Scope.INTROSPECT_CLASS)) {
      members.add(new Member("cls", change.after().talentClass().name()));
    }
    if (scopes.contains(Scope.CARDS_READ) || scopes.contains(Scope.CARDS_ISSUE)) {
      members.add(new Member("card", change.number()));
    }
    Place place = change.place();
    return new SecurityEvent(
        names.event(clientId, place),
        clientId,
        holder(clientId, change.index()),
        type.uri(),
        change.at(),
        place.text(),
        members);
  }

  /** The same, signed now. */
  public String sign(CardEvent change, CardEvent.Type type, String clientId, Set<Scope> scopes) {
    return sign(event(change, type, clientId, scopes));
  }

  /** An event, signed now. */
  public String sign(SecurityEvent event) {
    return tokens.sign(event).text();
  }

  /**
   * The event that a receiver must acknowledge before it is told anything.
   *
   * @param state what the operator may compare with the receiver's log
   */
  public String verification(String clientId, String state, Instant at) {
    return sign(
        new SecurityEvent(
            state, clientId, null, VERIFICATION, at, null, List.of(new Member("state", state))));
  }

  /** Keyed names: always the same for the same, telling nothing of what they name. */
  public interface Names {
    /** The reference by which a client knows the holder of a card. */
    String holder(String clientId, int cardIndex);

    /** The {@code jti} of what a client is told of a change. */
    String event(String clientId, Place place);
  }
}
