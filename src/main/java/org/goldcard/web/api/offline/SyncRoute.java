package org.goldcard.web.api.offline;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.goldcard.partners.Scope;
import org.goldcard.partners.place.Place;
import org.goldcard.verifying.Scan;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.ProblemCode;
import org.goldcard.web.Problems;
import org.goldcard.web.Refused;
import org.goldcard.web.api.verify.Turns;
import org.goldcard.web.json.BadBody;
import org.goldcard.web.json.Fields;
import org.goldcard.web.json.ListBody;
import org.goldcard.web.json.ListBody.Element;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/verifications/sync}: what a scanner judged without a network, up to 1,000 scans.
 * Each is judged for what was right when it was scanned, filed once however often it is sent, and
 * answered in its place; a bad entry has a problem there and harms no other.
 */
public final class SyncRoute implements ApiRoute {
  /** How many scans one request may bring. */
  public static final int MAX = 1000;

  /** How old a scan may be: longer than any file may be used, and some days to come back. */
  static final Duration OLDEST = Duration.ofDays(7);

  private static final Duration AHEAD = Duration.ofSeconds(30);
  private static final String LIST = "scans";

  private final SyncDesk desk;
  private final SyncServices services;

  /** Takes queued scans. */
  public SyncRoute(SyncServices services) {
    this.services = services;
    this.desk = new SyncDesk(services);
  }

  @Override
  public Endpoint endpoint() {
    return new Endpoint(
        HttpMethod.POST,
        "/v1/verifications/sync",
        Endpoint.Door.VENUE,
        Scope.VERIFY,
        Endpoint.Body.JSON_LIST,
        Set.of(),
        false);
  }

  @Override
  public Future<Answer> answer(Call call) {
    ListBody body = call.list(LIST, MAX);
    Head head = body.rest().read(Head::from);
    Duration skew = Duration.between(services.clock().instant(), head.sentAt);
    Scan.Scanner scanner = head.scanner(call);
    Reading reading = new Reading(new JsonObject[body.elements().size()]);
    return Turns.each(
            call,
            body.elements(),
            Turns.READ,
            e -> Future.succeededFuture(read(call, e, reading, skew)))
        .compose(read -> desk.judge(call, scanner, reading.good))
        .map(done -> answer(call, reading.answers, done, skew));
  }

  private boolean read(Call call, Element element, Reading reading, Duration skew) {
    int place = reading.next++;
    try {
      QueuedScan scan = element.read(QueuedScan::from);
      SyncDesk.Entry entry = entry(place, element, scan, skew);
      if (!reading.requestIds.add(scan.requestId())) {
        throw Refused.at(ProblemCode.FIELD_DUPLICATE, element.path() + ".requestId");
      }
      return reading.good.add(entry);
    } catch (BadBody | Refused flaw) {
      reading.answers[place] = Problems.entry(flaw, call.requestId());
      return false;
    }
  }

  private SyncDesk.Entry entry(int place, Element element, QueuedScan scan, Duration skew) {
    Instant now = services.clock().instant();
    Instant at = scan.scannedAt().minus(skew);
    if (at.isAfter(now.plus(AHEAD)) || at.isBefore(now.minus(OLDEST))) {
      throw Refused.at(ProblemCode.FIELD_VALUE, element.path() + ".scannedAt");
    }
    return new SyncDesk.Entry(place, scan, at);
  }

  private static Answer answer(
      Call call, JsonObject[] answers, List<SyncDesk.Done> done, Duration skew) {
    for (SyncDesk.Done one : done) {
      answers[one.place()] =
          one.same()
              ? one.json()
              : Problems.entry(
                  Refused.at(
                      ProblemCode.REQUEST_ID_REUSED, "$.scans[" + one.place() + "].requestId"),
                  call.requestId());
    }
    JsonObject body =
        new JsonObject()
            .put(LIST, new JsonArray(List.of(answers)))
            .put("skew", HeartbeatRoute.seconds(skew));
    return Answer.json(200, body);
  }

  /** What a scanner says of all its scans. */
  private record Head(Instant sentAt, @Nullable String venue, @Nullable String checkpoint) {
    private static Head from(Fields fields) {
      return new Head(
          QueuedScan.moment(fields, "sentAt"),
          fields.optionalText("venue", HeartbeatRoute.PLACE).orElse(null),
          fields.optionalText("checkpoint", HeartbeatRoute.PLACE).orElse(null));
    }

    private Scan.Scanner scanner(Call call) {
      Place place = call.place(venue, checkpoint, "$.");
      return new Scan.Scanner(
          call.access().clientId(),
          place.venue(),
          place.checkpoint(),
          place.attended(),
          place.items());
    }
  }

  /** What was read of a request so far: good scans, and problems in their places. */
  private static final class Reading {
    private final JsonObject[] answers;
    private final List<SyncDesk.Entry> good = new ArrayList<>();
    private final Set<String> requestIds = new HashSet<>();
    private int next;

    private Reading(JsonObject[] answers) {
      this.answers = answers;
    }
  }
}
