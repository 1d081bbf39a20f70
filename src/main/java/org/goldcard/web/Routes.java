package org.goldcard.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.goldcard.partners.Access;
import org.goldcard.partners.place.ChoosePlace;
import org.goldcard.web.connection.Alarms;
import org.goldcard.web.limit.Doors;
import org.goldcard.web.limit.Outages;
import org.goldcard.web.limit.Shed;
import org.goldcard.web.log.AnswerTimes;
import org.goldcard.web.log.RequestName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads each request to its route: name it, admit it, read it, let it be answered in time, answer.
 * Everything that goes wrong on the way comes out of {@link Problems}.
 */
public final class Routes {
  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final Pattern PLAIN_PATH = Pattern.compile("(?:/[A-Za-z0-9._-]*[A-Za-z0-9_-])+");
  private static final Duration LINGER = Duration.ofMillis(500);
  private static final int SLOWEST = 16_384;

  private final Vertx vertx;
  private final HttpOptions options;
  private final Bouncer bouncer;
  private final BodyReader bodies;
  private final Allowance allowance;
  private final Doors doors;
  private final Outages outages;
  private final AnswerTimes times;
  private final Supplier<String> requestIds;
  private final Alarms late;
  private final ChoosePlace places;

  /**
   * Routes for a server.
   *
   * @param doors what bounds the node
   * @param tokens reads the access tokens of callers
   * @param places finds where callers scan
   * @param meters where answers are counted and timed
   * @param requestIds names for requests that come without one, 1 to 64 characters each
   */
  public Routes(
      Vertx vertx,
      HttpOptions options,
      Doors doors,
      AccessTokens tokens,
      ChoosePlace places,
      MeterRegistry meters,
      Supplier<String> requestIds) {
    this.vertx = vertx;
    this.options = options;
    this.doors = doors;
    this.places = places;
    this.allowance = new Allowance(doors, options.proxies());
    this.bouncer = new Bouncer(tokens, options.proxies(), allowance);
    this.bodies = new BodyReader(vertx, options.bodyTime());
    this.late = new Alarms(vertx, options.answerTime());
    this.times = new AnswerTimes(meters);
    this.outages = new Outages(doors.nanos());
    this.requestIds = requestIds;
  }

  /**
   * Adds routes to a router. A client of the sandbox reaches those of the sandbox and no other;
   * everyone else reaches the others and none of those. HEAD comes with GET; other methods of a
   * known path are answered with {@code Allow}; what no route of the router takes is a problem too.
   */
  public void mount(Router router, List<ApiRoute> routes, List<ApiRoute> sandbox) {
    Map<String, Set<String>> methods = new LinkedHashMap<>();
    for (ApiRoute.Sides route : ApiRoute.Sides.of(routes, sandbox)) {
      Endpoint endpoint = route.endpoint();
      Set<String> known = methods.computeIfAbsent(endpoint.path(), path -> new TreeSet<>());
      if (!known.add(endpoint.method().name())) {
        throw new IllegalArgumentException("routes: one endpoint twice");
      }
      router.route(endpoint.method(), endpoint.path()).handler(at -> serve(at, route));
      if (endpoint.method().equals(HttpMethod.GET)) {
        known.add(HttpMethod.HEAD.name());
        router.route(HttpMethod.HEAD, endpoint.path()).handler(at -> serve(at, route));
      }
    }
    methods.forEach((path, known) -> router.route(path).handler(at -> otherMethod(at, known)));
    for (int status : new int[] {400, 404, 405, 413, 415, 500}) {
      router.errorHandler(status, this::unrouted);
    }
  }

  private void serve(RoutingContext at, ApiRoute.Sides route) {
    String requestId = named(at);
    Timer.Sample started = times.start();
    Endpoint endpoint = route.endpoint();
    if (isVital(endpoint)) {
      answered(at, route, requestId)
          .onSuccess(answer -> finish(at, endpoint, answer, requestId, started));
    } else if (doors.requests().take()) {
      answered(at, route, requestId)
          .onComplete(
              done -> {
                doors.requests().leave();
                finish(at, endpoint, done.result(), requestId, started);
              });
    } else {
      doors.shed().count(Shed.Reason.IN_FLIGHT);
      finish(at, endpoint, failed(endpoint, Refused.busy(1), requestId), requestId, started);
    }
  }

  /** Whoever asks for health must hear even of a node that can take no more. */
  private static boolean isVital(Endpoint endpoint) {
    return endpoint.path().startsWith("/health/");
  }

  private Future<Answer> answered(RoutingContext at, ApiRoute.Sides route, String requestId) {
    Future<Answer> answer = admit(at, route, requestId);
    Future<Answer> inTime = answer.isComplete() ? answer : late.bound(answer);
    return inTime.otherwise(failure -> failed(route.endpoint(), failure, requestId));
  }

  /** The cheapest refusals first: nothing is read that the headers already refuse. */
  private Future<Answer> admit(RoutingContext at, ApiRoute.Sides route, String requestId) {
    Endpoint endpoint = route.endpoint();
    HttpServerRequest request = at.request();
    @Nullable Access access = null;
    try {
      boolean plain = request.path().equals(endpoint.path());
      if (!plain && !PLAIN_PATH.matcher(request.path()).matches()) {
        throw Refused.of(ProblemCode.NOT_FOUND);
      }
      String token = bouncer.shown(endpoint, request);
      BodyReader.check(request, endpoint.body());
      Map<String, String> query = endpoint.parameters(request.query());
      if (token != null) {
        access = bouncer.admit(endpoint, token, request);
        allowance.take(access, at.response());
      } else if (!isVital(endpoint)) {
        allowance.take(endpoint.door(), request);
      }
      Access admitted = access;
      ApiRoute side = route.of(access);
      return bodies
          .read(request, endpoint.body())
          .compose(body -> side.answer(call(at, requestId, admitted, query, body)))
          .map(answer -> route.marked(side, answer));
    } catch (RuntimeException e) {
      return Future.failedFuture(
          access == null && !isVital(endpoint) ? allowance.stranger(e, request) : e);
    }
  }

  private Call call(
      RoutingContext at,
      String requestId,
      @Nullable Access access,
      Map<String, String> query,
      byte[] body) {
    return new Call(at, requestId, access, query, body, allowance, places);
  }

  private Answer failed(Endpoint endpoint, Throwable failure, String requestId) {
    outages.tell(failure);
    return endpoint.door() == Endpoint.Door.CREDENTIALS
        ? Problems.oauth(failure, requestId)
        : Bouncer.challenged(endpoint, failure, Problems.of(failure, requestId));
  }

  private void finish(
      RoutingContext at, Endpoint endpoint, Answer answer, String requestId, Timer.Sample started) {
    Answer full = endpoint.shared() ? answer.with("Access-Control-Allow-Origin", "*") : answer;
    String method = at.request().method().name();
    times.stop(started, method, endpoint.path(), full.status());
    write(at, full, requestId);
    // A connection that was opened on its way goes on without its name.
    RequestName.remove(vertx.getOrCreateContext());
  }

  private void otherMethod(RoutingContext at, Set<String> known) {
    if (!PLAIN_PATH.matcher(at.request().path()).matches()) {
      at.fail(404);
      return;
    }
    String allow = String.join(", ", known) + ", OPTIONS";
    String requestId = nameOf(at.request());
    Answer answer =
        at.request().method().equals(HttpMethod.OPTIONS)
            ? Answer.empty(204)
            : Problems.of(Refused.of(ProblemCode.METHOD_NOT_ALLOWED), requestId);
    write(at, answer.with("Allow", allow), requestId);
  }

  private void unrouted(RoutingContext at) {
    String requestId = named(at);
    Throwable failure = at.failure();
    ProblemCode code =
        at.statusCode() == 404 ? ProblemCode.NOT_FOUND : ProblemCode.REQUEST_MALFORMED;
    boolean ours = at.statusCode() == 500 && failure != null;
    Throwable why = ours ? failure : allowance.stranger(Refused.of(code), at.request());
    write(at, Problems.of(why, requestId), requestId);
  }

  private void write(RoutingContext at, Answer answer, String requestId) {
    HttpServerResponse response = at.response();
    if (response.ended() || response.closed()) {
      return;
    }
    answer.head(response, requestId);
    boolean unread = !at.request().isEnded() && BodyReader.isTooLarge(at.request());
    boolean multiplexed = at.request().version() == HttpVersion.HTTP_2;
    if ((unread || doors.isLeaving()) && !multiplexed) {
      response.putHeader("Connection", "close");
    }
    watch(at.request(), answer.body().length(), end(at, answer), requestId);
    if (unread) {
      vertx.setTimer(LINGER.toMillis(), id -> hangUp(at.request()));
    }
  }

  /** Whoever reads slower than {@value #SLOWEST} bytes a second is hung up on. */
  private void watch(HttpServerRequest request, int length, Future<Void> sent, String requestId) {
    if (length <= SLOWEST || sent.isComplete()) {
      sent.onFailure(e -> LOG.debug("{} could not be answered", requestId, e));
      return;
    }
    long patience = options.answerTime().toMillis() + length * 1000L / SLOWEST;
    long alarm =
        vertx.setTimer(
            patience,
            id -> {
              doors.shed().count(Shed.Reason.SLOW_READER);
              hangUp(request);
            });
    sent.onComplete(done -> vertx.cancelTimer(alarm));
  }

  /** A HEAD is told the length alone (RFC 9110 section 9.3.2); 204 and 304 have none to tell. */
  private static Future<Void> end(RoutingContext at, Answer answer) {
    HttpServerResponse response = at.response();
    if (answer.type() == null) {
      return response.end();
    }
    if (at.request().method().equals(HttpMethod.HEAD)) {
      if (answer.stream() == null) {
        response.putHeader("Content-Length", Integer.toString(answer.body().length()));
      }
      return response.end();
    }
    if (answer.stream() != null) {
      answer.stream().accept(response);
      return Future.succeededFuture();
    }
    return response.end(answer.body());
  }

  /** After a moment in which the caller can read the answer while it is still sending. */
  private static void hangUp(HttpServerRequest request) {
    boolean multiplexed = request.version() == HttpVersion.HTTP_2;
    Future<?> hungUp = multiplexed ? request.response().reset(0) : request.connection().close();
    hungUp.onFailure(e -> LOG.debug("already closed", e));
  }

  /** The request's name, which lines of log about it bear from now on. */
  private String named(RoutingContext at) {
    String requestId = nameOf(at.request());
    RequestName.put(vertx.getOrCreateContext(), requestId);
    return requestId;
  }

  private String nameOf(HttpServerRequest request) {
    String given = request.getHeader(Answer.REQUEST_NAME);
    return given != null && REQUEST_ID.matcher(given).matches() ? given : requestIds.get();
  }
}
