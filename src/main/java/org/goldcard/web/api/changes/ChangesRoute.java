package org.goldcard.web.api.changes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.partners.event.CardChanges;
import org.goldcard.partners.event.CardEvent;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.partners.event.EventWriter;
import org.goldcard.token.answer.SecurityEvent;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.ProblemCode;
import org.goldcard.web.Refused;

/**
 * {@code GET /v1/events/changes}: what changed after a place in the status log, for partners that
 * nothing can be pushed to. {@code after} is the {@code next} of the page before; without it the
 * answer says where the log ends now. {@code form=jwt} gives the same security event tokens that
 * webhooks are told.
 */
public final class ChangesRoute implements ApiRoute {
  private static final int USUAL = 100;
  private static final int MOST = 500;
  private static final int MOST_SIGNED = 100;
  private static final int LOOKED = 2_000;

  private final CardChanges changes;
  private final EventWriter writer;
  private final String issuer;
  private final InstantSource clock;

  /** Tells of these changes. */
  public ChangesRoute(CardChanges changes, EventWriter writer, String issuer, InstantSource clock) {
    this.changes = changes;
    this.writer = writer;
    this.issuer = issuer;
    this.clock = clock;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/v1/events/changes", Scope.STATUS, "after", "limit", "form");
  }

  @Override
  public Future<Answer> answer(Call call) {
    boolean signed = signed(call);
    int limit = limit(call, signed ? MOST_SIGNED : MOST);
    Optional<String> after = call.query("after");
    if (after.isEmpty()) {
      return changes.head().map(head -> page(List.of(), call.access(), signed, head, false));
    }
    Place place =
        Place.parse(after.get())
            .orElseThrow(() -> Refused.at(ProblemCode.FIELD_VALUE, "query.after"));
    return changes.after(place, LOOKED).map(page -> page(page, call.access(), signed, limit));
  }

  private static boolean signed(Call call) {
    String form = call.query("form").orElse("json");
    if (!form.equals("json") && !form.equals("jwt")) {
      throw Refused.at(ProblemCode.FIELD_VALUE, "query.form");
    }
    return form.equals("jwt");
  }

  private static int limit(Call call, int most) {
    String text = call.query("limit").orElse(Integer.toString(USUAL));
    boolean whole = text.matches("[1-9][0-9]{0,3}") && Integer.parseInt(text) <= most;
    if (!whole) {
      throw Refused.at(ProblemCode.FIELD_VALUE, "query.limit");
    }
    return Integer.parseInt(text);
  }

  private Answer page(CardChanges.Page found, Access access, boolean signed, int limit) {
    List<CardEvent> told = new ArrayList<>();
    for (CardEvent event : found.events()) {
      if (event.type().isPresent()) {
        if (told.size() == limit) {
          return page(told, access, signed, told.get(limit - 1).place(), true);
        }
        told.add(event);
      }
    }
    return page(told, access, signed, found.reached(), found.more());
  }

  private Answer page(
      List<CardEvent> told, Access access, boolean signed, Place next, boolean more) {
    JsonArray all = new JsonArray();
    for (CardEvent change : told) {
      CardEvent.Type type = change.type().orElseThrow();
      SecurityEvent event = writer.event(change, type, access.clientId(), access.scopes());
      all.add(signed ? writer.sign(event) : json(event, type));
    }
    return Answer.json(
        200,
        new JsonObject()
            .put(signed ? "sets" : "changes", all)
            .put("next", next.text())
            .put("more", more)
            .put("serverTime", moment(clock.instant())));
  }

  private JsonObject json(SecurityEvent event, CardEvent.Type type) {
    JsonObject subject =
        new JsonObject().put("format", "iss_sub").put("iss", issuer).put("sub", event.subject());
    JsonObject json =
        new JsonObject()
            .put("jti", event.id())
            .put("rev", event.transaction())
            .put("at", moment(event.at()))
            .put("event", type.word())
            .put("sub_id", subject);
    event.members().forEach(member -> json.put(member.name(), member.value()));
    return json;
  }

  private static String moment(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
