package org.goldcard.partners;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.goldcard.partners.ClientRegistry.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says ahead which clients will stand before a closed door: those whose last credential, or who
 * themselves, end within 30, 7 or 1 days. A credential that another one outlives is no matter. Safe
 * from any thread.
 */
public final class CredentialWatch {
  private static final Logger LOG = LoggerFactory.getLogger(CredentialWatch.class);

  private final Supplier<List<Registration>> clients;
  private final InstantSource clock;
  private final Map<String, Notice> said = new HashMap<>();

  /** Watches the active clients of a registry. */
  public CredentialWatch(Supplier<List<Registration>> clients, InstantSource clock) {
    this.clients = clients;
    this.clock = clock;
  }

  /** How many clients stand at each notice, each counted at its nearest; never absent. */
  public Map<Notice, Integer> counts() {
    Map<Notice, Integer> counts = new EnumMap<>(Notice.class);
    for (Notice notice : Notice.values()) {
      counts.put(notice, 0);
    }
    Instant now = clock.instant();
    for (Registration client : clients.get()) {
      notice(client, now).ifPresent(notice -> counts.merge(notice, 1, Integer::sum));
    }
    return counts;
  }

  /** The same under the words of the notices, the nearest first. */
  public Map<String, Integer> words() {
    Map<String, Integer> words = new LinkedHashMap<>();
    counts().forEach((notice, count) -> words.put(notice.word(), count));
    return words;
  }

  /** Logs every client once at each notice. To be called about hourly. */
  public synchronized void warn() {
    Instant now = clock.instant();
    for (Registration client : clients.get()) {
      String id = client.client().id();
      Notice notice = notice(client, now).orElse(null);
      if (notice == null) {
        said.remove(id);
      } else if (said.put(id, notice) != notice) {
        LOG.warn("client {}: its last credential ends at {}", id, client.end().orElse(now));
      }
    }
  }

  private static Optional<Notice> notice(Registration client, Instant now) {
    return client.end().flatMap(end -> Notice.of(Duration.between(now, end)));
  }

  /** How near an end is. */
  public enum Notice {
    /** It is over. */
    OVER("over", Duration.ZERO),
    /** Within a day. */
    DAY("1d", Duration.ofDays(1)),
    /** Within a week. */
    WEEK("7d", Duration.ofDays(7)),
    /** Within 30 days. */
    MONTH("30d", Duration.ofDays(30));

    private final String word;
    private final Duration within;

    Notice(String word, Duration within) {
      this.word = word;
      this.within = within;
    }

    /** The word for it in metrics and health. */
    public String word() {
      return word;
    }

    private static Optional<Notice> of(Duration left) {
      for (Notice notice : values()) {
        if (left.compareTo(notice.within) <= 0) {
          return Optional.of(notice);
        }
      }
      return Optional.empty();
    }
  }
}
