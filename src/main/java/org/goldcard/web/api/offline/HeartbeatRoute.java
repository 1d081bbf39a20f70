package org.goldcard.web.api.offline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.goldcard.partners.Scope;
import org.goldcard.partners.place.Place;
import org.goldcard.venues.device.Heartbeat;
import org.goldcard.verifying.ListState;
import org.goldcard.verifying.ResultCode;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.json.Fields;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/devices/heartbeat}: a scanner says how it is, and learns the time, the newest
 * revision, keys and bundle. How far its clock is off counts half of the round trip it measured
 * last. This node remembers the last {@link #DEVICES} devices for a day; the record keeps the last
 * heartbeat of each.
 */
public final class HeartbeatRoute implements ApiRoute {
  /** How many devices are remembered. */
  public static final int DEVICES = 20_000;

  /** A clock further off than this is told to be wrong. */
  public static final Duration SKEW = Duration.ofSeconds(30);

  /** How a venue or checkpoint is spelled. */
  static final Pattern PLACE = Pattern.compile("[\\x21-\\x7e]{1,64}");

  private static final int MAX_ROUND_TRIP = 60_000;
  private static final int MAX_QUEUE = 1_000_000;

  private final InstantSource clock;
  private final Supplier<Optional<ListState>> list;
  private final Supplier<List<String>> kids;
  private final Bundles bundles;
  private final String minimumVersion;
  private final Consumer<Heartbeat> heard;
  private final Cache<String, Beat> seen =
      Caffeine.newBuilder().maximumSize(DEVICES).expireAfterWrite(Duration.ofDays(1)).build();

  /**
   * Takes heartbeats.
   *
   * @param list how fresh this node's list is
   * @param kids the names of the keys that count
   * @param minimumVersion the oldest version of the app that may be used
   * @param heard takes each heartbeat; must not wait
   * @param meters where devices seen, their queues and wrong clocks are shown
   */
  public HeartbeatRoute(
      InstantSource clock,
      Supplier<Optional<ListState>> list,
      Supplier<List<String>> kids,
      Bundles bundles,
      String minimumVersion,
      Consumer<Heartbeat> heard,
      MeterRegistry meters) {
    this.clock = clock;
    this.list = list;
    this.kids = kids;
    this.bundles = bundles;
    this.minimumVersion = minimumVersion;
    this.heard = heard;
    meters.gauge("goldcard.devices.seen", seen, Cache::estimatedSize);
    meters.gauge("goldcard.devices.skewed", this, HeartbeatRoute::skewed);
    meters.gauge("goldcard.devices.queued", this, HeartbeatRoute::queued);
  }

  @Override
  public Endpoint endpoint() {
    return new Endpoint(
        HttpMethod.POST,
        "/v1/devices/heartbeat",
        Endpoint.Door.VENUE,
        Scope.VERIFY,
        Endpoint.Body.JSON,
        Set.of(),
        false);
  }

  @Override
  public Future<Answer> answer(Call call) {
    Instant now = clock.instant();
    Body body = call.json().read(Body::from);
    Place place = call.place(body.venue, body.checkpoint, "$.");
    Duration skew = Duration.between(now, body.sentAt).plus(body.roundTrip.dividedBy(2));
    boolean area = call.access().terms().area();
    String device = call.access().clientId() + (area ? ' ' + place.checkpoint() : "");
    boolean wrong = skew.abs().compareTo(SKEW) > 0;
    seen.put(device, new Beat(now, body.state.queued(), wrong));
    heard.accept(heartbeat(call.access().clientId(), place, now, body.state, skew));
    JsonObject json =
        new JsonObject()
            .put("serverTime", now.truncatedTo(ChronoUnit.MILLIS).toString())
            .put("skew", seconds(skew));
    if (wrong) {
      json.put("warning", warning());
    }
    list.get()
        .ifPresent(state -> json.put("rev", state.rev()).put("listAge", seconds(state.age())));
    bundles
        .prepare(new Bundles.Wish(call.access().clientId(), place.venue(), null, false))
        .ifPresent(bundle -> json.put("bundle", bundle.etag()));
    json.put("kids", new JsonArray(kids.get())).put("minimumAppVersion", minimumVersion);
    return Future.succeededFuture(Answer.json(200, json));
  }

  private static JsonObject warning() {
    ResultCode code = ResultCode.CLOCK_SKEW;
    return new JsonObject().put("code", code.name()).put("zh", code.zh()).put("en", code.en());
  }

  private static Heartbeat heartbeat(
      String client, Place at, Instant now, Heartbeat.State state, Duration skew) {
    return new Heartbeat(client, at.venue(), at.checkpoint(), now, state, skew);
  }

  /** How many devices heard lately have a clock that is wrong. */
  private double skewed() {
    Instant lately = clock.instant().minus(Heartbeat.SILENT);
    return seen.asMap().values().stream().filter(b -> b.skewed && b.at.isAfter(lately)).count();
  }

  static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3);
  }

  /** How long the queues of all devices are together, as they said last. */
  private double queued() {
    return seen.asMap().values().stream().mapToLong(Beat::queue).sum();
  }

  /** When a device was heard last, how many scans waited in it, and whether its clock was wrong. */
  private record Beat(Instant at, long queue, boolean skewed) {}

  /** What a scanner says of itself. */
  private record Body(
      Instant sentAt,
      Duration roundTrip,
      Heartbeat.State state,
      @Nullable String venue,
      @Nullable String checkpoint) {
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z.+-]{1,32}");

    private static Body from(Fields fields) {
      Instant sentAt = QueuedScan.moment(fields, "sentAt");
      long millis = fields.optionalWhole("roundTrip", 0, MAX_ROUND_TRIP).orElse(0);
      return new Body(
          sentAt,
          Duration.ofMillis(millis),
          state(fields),
          fields.optionalText("venue", PLACE).orElse(null),
          fields.optionalText("checkpoint", PLACE).orElse(null));
    }

    private static Heartbeat.State state(Fields fields) {
      OptionalLong rev = fields.optionalWhole("rev", 0, Fields.MOST_EXACT);
      OptionalLong age = fields.optionalWhole("listAge", 0, Integer.MAX_VALUE);
      OptionalLong battery = fields.optionalWhole("battery", 0, 100);
      return new Heartbeat.State(
          age.isPresent() ? Duration.ofSeconds(age.getAsLong()) : null,
          rev.isPresent() ? rev.getAsLong() : null,
          fields.optionalText("appVersion", VERSION).orElse(null),
          (int) fields.optionalWhole("queue", 0, MAX_QUEUE).orElse(0),
          battery.isPresent() ? (int) battery.getAsLong() : null);
    }
  }
}
