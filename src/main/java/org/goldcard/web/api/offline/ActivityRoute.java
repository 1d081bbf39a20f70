package org.goldcard.web.api.offline;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.goldcard.partners.Scope;
import org.goldcard.records.ScanHours;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.ProblemCode;
import org.goldcard.web.Refused;

/**
 * {@code GET /v1/devices/activity}: how many scans the caller's devices let in and refused in each
 * of the last hours, and how many of them were judged with less than all there should be. A client
 * sees its own scans and no others.
 */
public final class ActivityRoute implements ApiRoute {
  /** How many hours may be asked for: a week. */
  static final int MOST = 168;

  private static final int USUAL = 24;
  private static final String HOURS = "hours";

  private final ScanHours hours;
  private final InstantSource clock;

  /** Tells by the hours of record. */
  public ActivityRoute(ScanHours hours, InstantSource clock) {
    this.hours = hours;
    this.clock = clock;
  }

  @Override
  public Endpoint endpoint() {
    return new Endpoint(
        HttpMethod.GET,
        "/v1/devices/activity",
        Endpoint.Door.VENUE,
        Scope.VERIFY,
        Endpoint.Body.NONE,
        Set.of(HOURS),
        false);
  }

  @Override
  public Future<Answer> answer(Call call) {
    int asked = call.query(HOURS).map(ActivityRoute::number).orElse(USUAL);
    Instant now = clock.instant();
    Instant from = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(asked - 1L));
    String client = call.access().clientId();
    ScanHours.Wish wish = new ScanHours.Wish(from, now, client, null);
    return hours.read(wish).map(found -> Answer.json(200, json(from, now, found)));
  }

  private static int number(String text) {
    if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > MOST) {
      throw Refused.at(ProblemCode.FIELD_VALUE, "query." + HOURS);
    }
    return Integer.parseInt(text);
  }

  private static JsonObject json(Instant from, Instant now, List<ScanHours.Hour> found) {
    JsonArray rows = new JsonArray();
    for (ScanHours.Hour hour : found) {
      rows.add(
          new JsonObject()
              .put("hour", hour.begins().toString())
              .put("venue", hour.place().venue())
              .put("checkpoint", hour.place().checkpoint())
              .put("passed", hour.passed())
              .put("refused", hour.refused())
              .put("degraded", hour.degraded()));
    }
    return new JsonObject()
        .put("from", from.toString())
        .put("until", now.truncatedTo(ChronoUnit.MILLIS).toString())
        .put("hours", rows);
  }
}
