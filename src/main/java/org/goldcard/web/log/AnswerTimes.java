package org.goldcard.web.log;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and times answers by endpoint and status: {@code goldcard.http}. Safe from any thread. */
public final class AnswerTimes {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerTimes.class);

  /** Around what is promised of a scan: its p99 is read from these. */
  private static final Duration[] BUCKETS =
      Stream.of(1, 5, 10, 25, 50, 100, 250, 1000, 5000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry meters;
  private final Map<Answered, Timer> timers = new ConcurrentHashMap<>();

  /** Counts in a registry. */
  public AnswerTimes(MeterRegistry meters) {
    this.meters = meters;
  }

  /** A request begins. */
  public Timer.Sample start() {
    return Timer.start(meters);
  }

  /** It was answered: how long that took, in nanoseconds. */
  @CanIgnoreReturnValue
  public long stop(Timer.Sample started, String method, String path, int status) {
    Answered kind = new Answered(method, path, status);
    long nanos = started.stop(timers.computeIfAbsent(kind, this::timer));
    LOG.debug("{} answered in {} µs", kind, nanos / 1000);
    return nanos;
  }

  private Timer timer(Answered kind) {
    String status = Integer.toString(kind.status);
    return Timer.builder("goldcard.http")
        .tags("method", kind.method, "path", kind.path, "status", status)
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }

  /** The kinds of answers that are timed apart; there are few. */
  private record Answered(String method, String path, int status) {}
}
