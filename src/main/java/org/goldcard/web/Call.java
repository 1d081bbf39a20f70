package org.goldcard.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.goldcard.card.Actor;
import org.goldcard.card.Instruction;
import org.goldcard.partners.Access;
import org.goldcard.partners.place.ChoosePlace;
import org.goldcard.partners.place.Place;
import org.goldcard.web.json.Fields;
import org.goldcard.web.json.ListBody;
import org.goldcard.web.json.StrictJson;
import org.jspecify.annotations.Nullable;

/** One admitted request with its body, as routes see it. */
public final class Call {
  private static final String RETRY_HEADER = "Idempotency-Key";
  private static final Pattern RETRY_KEY = Pattern.compile("[\\x21-\\x7e]{1,64}");

  private final RoutingContext routing;
  private final Context context;
  private final String requestId;
  private final @Nullable Access access;
  private final Map<String, String> query;
  private final byte[] body;
  private final Allowance allowance;
  private final ChoosePlace places;

  Call(
      RoutingContext routing,
      String requestId,
      @Nullable Access access,
      Map<String, String> query,
      byte[] body,
      Allowance allowance,
      ChoosePlace places) {
    this.allowance = allowance;
    this.places = places;
    this.routing = routing;
    this.context = routing.vertx().getOrCreateContext();
    this.requestId = requestId;
    this.access = access;
    this.query = query;
    this.body = body;
  }

  /** The request's name, as {@code X-Request-Id} returns it. */
  public String requestId() {
    return requestId;
  }

  /** The caller's access; only where the endpoint asks for a token. */
  public Access access() {
    if (access == null) {
      throw new IllegalStateException("access: the endpoint asks for no token");
    }
    return access;
  }

  /** The address of the caller; null when nobody knows it. */
  public @Nullable InetAddress caller() {
    return allowance.caller(routing.request()).orElse(null);
  }

  /** Whether the caller is on this machine, as far as anybody can tell. */
  public boolean isLocal() {
    return allowance.isLocal(routing.request());
  }

  /**
   * Where the caller scans.
   *
   * @param venue the venue the request names; null for none
   * @param checkpoint the checkpoint it names; null for none
   * @param at where in the request they would stand, such as {@code $.}
   * @throws Refused where it may not scan there, or does not say where it is
   */
  public Place place(@Nullable String venue, @Nullable String checkpoint, String at) {
    return places
        .choose(access(), venue, checkpoint)
        .fold(
            Function.identity(),
            refusal -> {
              throw misplaced(refusal, at + (checkpoint == null ? "venue" : "checkpoint"));
            });
  }

  /** Whether the caller may know what happens at a venue: it could scan there itself. */
  public boolean sees(String venue) {
    return places.choose(access(), venue, null).fold(place -> true, refusal -> false);
  }

  private static Refused misplaced(ChoosePlace.Refusal refusal, String field) {
    return switch (refusal) {
      case NO_VENUE -> Refused.of(ProblemCode.VENUE_MISSING);
      case UNNAMED -> Refused.at(ProblemCode.FIELD_MISSING, field);
      case ELSEWHERE -> Refused.at(ProblemCode.VENUE_NOT_YOURS, field);
      case BEYOND_REACH -> Refused.at(ProblemCode.SCOPE_MISSING, field);
    };
  }

  /**
   * Counts a request that asks for more than one thing: so many more permits of the client, on top
   * of the one every request takes.
   *
   * @throws Refused when the client has none left; else it may run into debt, and its next request
   *     waits
   */
  public void charge(int permits) {
    if (permits < 0) {
      throw new IllegalArgumentException("permits: below 0");
    }
    if (permits > 0) {
      allowance.charge(access(), permits, routing.response());
    }
  }

  /** A part of the path. */
  public String part(String name) {
    return routing.pathParam(name);
  }

  /** A query parameter, if it is there. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** A header that comes once, if it comes. */
  public Optional<String> header(String name) {
    List<String> values = routing.request().headers().getAll(name);
    if (values.size() > 1) {
      throw Refused.at(ProblemCode.FIELD_DUPLICATE, "header." + name);
    }
    return values.stream().findFirst();
  }

  /** A header whose value is a list: lines of the same name are one (RFC 9110 section 5.3). */
  public String listed(String name) {
    return String.join(",", routing.request().headers().getAll(name));
  }

  /** A cookie, if it is there and once (RFC 6265 section 5.4; HTTP/2 may send several headers). */
  public Optional<String> cookie(String name) {
    Set<Cookie> cookies = routing.request().cookies(name);
    return cookies.size() == 1
        ? Optional.of(cookies.iterator().next().getValue()).filter(value -> !value.isEmpty())
        : Optional.empty();
  }

  /** The body as a JSON object. */
  public Fields json() {
    return StrictJson.read(body);
  }

  /**
   * The body as a JSON object with one list; every entry after the first is charged like a request
   * of its own.
   *
   * @param max how many entries the list may have
   */
  public ListBody list(String member, int max) {
    ListBody list = StrictJson.readList(body, member, max);
    charge(list.elements().size() - 1);
    return list;
  }

  /**
   * Lets whatever else waits on this event loop go first. A timer and no task: the loop runs up to
   * 64 tasks before it looks at its connections again.
   */
  public Future<Void> turn() {
    Promise<Void> next = Promise.promise();
    routing.vertx().setTimer(1, id -> next.complete());
    return next.future();
  }

  /** Refuses a body with members; none at all is as good as an empty object. */
  public void requireNoMembers() {
    if (body.length > 0 && !json().read(Fields::hasNoMembers)) {
      throw new IllegalStateException("body: members nobody refused");
    }
  }

  /** The body's text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The wish of the calling client, under the {@code Idempotency-Key} that every write carries. */
  public Instruction instruction(String reason) {
    String key =
        header(RETRY_HEADER)
            .orElseThrow(() -> Refused.at(ProblemCode.FIELD_MISSING, "header." + RETRY_HEADER));
    if (!RETRY_KEY.matcher(key).matches()) {
      throw Refused.at(ProblemCode.FIELD_VALUE, "header." + RETRY_HEADER);
    }
    Actor actor = new Actor(Actor.Kind.CLIENT, access().clientId());
    return new Instruction(actor, reason, new Instruction.RetryKey(key, requestHash()));
  }

  /** A stage's result, delivered on this request's event loop. */
  public <T> Future<T> await(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, context);
  }

  /** SHA-256 of method, path and body: what a retry key was used for. */
  private String requestHash() {
    HttpServerRequest request = routing.request();
    try {
      MessageDigest sum = MessageDigest.getInstance("SHA-256");
      String line = request.method().name() + ' ' + request.path() + '\n';
      sum.update(line.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sum.digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
