package org.goldcard.venues.device;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which devices fell silent: those heard before, by whatever node, and by none for longer
 * than the rule allows. What this node hears it writes to a log that all nodes read, each device at
 * most once a minute. Time in which this node could not read that log is no silence of theirs.
 * Bounded: beyond {@link SightingLog#MOST} devices none is watched. Safe from any thread.
 */
public final class WatchDevices {
  /** How often it writes. */
  public static final Duration PERIOD = Duration.ofSeconds(5);

  /** How often it looks who is silent. */
  public static final Duration LOOK = Duration.ofSeconds(30);

  /** A device not heard for so long was taken away, and is not missed any more. */
  public static final Duration GONE = Duration.ofDays(7);

  private static final Logger LOG = LoggerFactory.getLogger(WatchDevices.class);
  private static final int TOGETHER = 1000;
  private static final int TOLD_ONE_BY_ONE = 10;

  private final Vertx vertx;
  private final SightingLog log;
  private final SilenceRule rule;
  private final Predicate<String> active;
  private final BooleanSupplier duty;
  private final InstantSource clock;
  private final Map<Device, Heard> heard = new ConcurrentHashMap<>();
  private final Set<Device> told = new HashSet<>();
  private volatile List<Sighting> silent = List.of();
  private @Nullable Instant readingSince;
  private boolean writing;
  private long writer = -1;
  private long looker = -1;

  /**
   * Watches by a rule.
   *
   * @param active whether a credential still counts; nobody misses a device without one
   * @param duty whether this node is the one to tell the log of what falls silent
   */
  public WatchDevices(
      Vertx vertx,
      SightingLog log,
      SilenceRule rule,
      Predicate<String> active,
      BooleanSupplier duty,
      InstantSource clock) {
    this.vertx = vertx;
    this.log = log;
    this.rule = rule;
    this.active = active;
    this.duty = duty;
    this.clock = clock;
  }

  /** Writes and looks from now on. */
  public void start() {
    writer = vertx.setPeriodic(PERIOD.toMillis(), id -> write().onFailure(WatchDevices::later));
    looker = vertx.setPeriodic(LOOK.toMillis(), id -> look().onFailure(WatchDevices::later));
  }

  private static void later(Throwable failure) {
    LOG.debug("devices heard were not written or read", failure);
  }

  /** Takes that a device was there; never waits. */
  public void heard(Sighting sighting) {
    Device device = Device.of(sighting);
    Heard known = heard.get(device);
    if (known == null) {
      if (heard.size() >= SightingLog.MOST) {
        return;
      }
      known = heard.computeIfAbsent(device, d -> new Heard(sighting));
    }
    known.again(sighting);
  }

  /** The devices that are silent now, the longest first. */
  public List<Sighting> silent() {
    return silent;
  }

  /** Writes what is due. */
  public Future<Void> write() {
    List<Sighting> due = due();
    return due.isEmpty() ? Future.succeededFuture() : write(due, 0).onComplete(done -> ended());
  }

  private synchronized List<Sighting> due() {
    List<Sighting> due = new ArrayList<>();
    if (writing) {
      return due;
    }
    Instant forgotten = clock.instant().minus(GONE);
    heard.values().removeIf(known -> known.last.at().isBefore(forgotten));
    heard.values().forEach(known -> known.due(due));
    writing = !due.isEmpty();
    return due;
  }

  private Future<Void> write(List<Sighting> due, int from) {
    List<Sighting> some = due.subList(from, Math.min(due.size(), from + TOGETHER));
    Future<Void> written = log.write(some).onSuccess(done -> some.forEach(this::written));
    int next = from + some.size();
    return next == due.size() ? written : written.compose(done -> write(due, next));
  }

  private void written(Sighting sighting) {
    Heard known = heard.get(Device.of(sighting));
    if (known != null) {
      known.written = sighting.at();
    }
  }

  private synchronized void ended() {
    writing = false;
  }

  /** Looks who is silent. */
  public Future<Void> look() {
    Instant now = clock.instant();
    Optional<Instant> open = rule.openSince(now);
    if (open.isEmpty()) {
      silent = List.of();
    }
    return log.lastHeard(now.minus(GONE), now.minus(rule.bound()))
        .onFailure(failure -> lost())
        .onSuccess(found -> open.ifPresent(since -> judge(found, since, now)))
        .mapEmpty();
  }

  private synchronized void lost() {
    readingSince = null;
  }

  private synchronized void judge(List<Sighting> found, Instant open, Instant now) {
    Instant reading = readingSince == null ? now : readingSince;
    readingSince = reading;
    Set<Sighting> before = new HashSet<>(silent);
    Instant bound = now.minus(rule.bound());
    boolean listened = later(open, reading).isBefore(bound);
    List<Sighting> missing =
        found.stream()
            .filter(one -> listened || before.contains(one))
            .filter(one -> active.test(one.client()) && !isHeard(one, bound))
            .toList();
    silent = missing;
    if (duty.getAsBoolean()) {
      tell(missing);
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Whether this node heard it meanwhile and has not written that yet. */
  private boolean isHeard(Sighting one, Instant bound) {
    Heard known = heard.get(Device.of(one));
    return known != null && !known.last.at().isBefore(bound);
  }

  /** Each silence once; a device that is heard again may be told of again. */
  private void tell(List<Sighting> missing) {
    List<Sighting> fresh = missing.stream().filter(one -> !told.contains(Device.of(one))).toList();
    fresh.stream()
        .limit(TOLD_ONE_BY_ONE)
        .forEach(
            one ->
                LOG.warn(
                    "device {} at {}/{} is silent since {}",
                    one.client(),
                    one.venue(),
                    one.checkpoint(),
                    one.at()));
    if (fresh.size() > TOLD_ONE_BY_ONE) {
      LOG.warn("{} devices more are silent", fresh.size() - TOLD_ONE_BY_ONE);
    }
    told.clear();
    missing.forEach(one -> told.add(Device.of(one)));
  }

  /** Writes what is due, and no more. */
  public Future<Void> stop() {
    vertx.cancelTimer(writer);
    vertx.cancelTimer(looker);
    return write().otherwiseEmpty();
  }

  /** A credential at a checkpoint. */
  private record Device(String client, String checkpoint) {
    private static Device of(Sighting sighting) {
      return new Device(sighting.client(), sighting.checkpoint());
    }
  }

  /** What is known of a device here; whoever hears it sets it, one write at a time reads it. */
  private static final class Heard {
    private volatile Sighting last;
    private volatile Instant written = Instant.MIN;

    private Heard(Sighting first) {
      this.last = first;
    }

    private void again(Sighting sighting) {
      if (sighting.at().isAfter(last.at())) {
        last = sighting;
      }
    }

    private void due(List<Sighting> due) {
      Sighting now = last;
      if (written.equals(Instant.MIN) || !now.at().isBefore(written.plus(SightingLog.EVERY))) {
        due.add(now);
      }
    }
  }
}
