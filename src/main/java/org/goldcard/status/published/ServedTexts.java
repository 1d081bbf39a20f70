package org.goldcard.status.published;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The texts a node serves that does not sign them: a copy in memory, asked for every two seconds.
 * While the record is away the old copy is served; it says itself how old it is. Safe from any
 * thread.
 */
public final class ServedTexts {
  /** How often the record is asked for newer ones. */
  public static final Duration EVERY = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(ServedTexts.class);
  private static final long PATIENCE_SECONDS = 10;

  private final Vertx vertx;
  private final PublishedTexts record;
  private final Map<String, PublishedTexts.Text> held = new ConcurrentHashMap<>();
  private volatile boolean asking;
  private volatile boolean failing;
  private long timer = -1;

  /** Serves what is recorded; nothing yet. */
  public ServedTexts(Vertx vertx, PublishedTexts record) {
    this.vertx = vertx;
    this.record = record;
  }

  /** Fetches what there is and goes on doing so; a record that is away fails nothing. */
  public Future<Void> start() {
    timer = vertx.setPeriodic(EVERY.toMillis(), id -> again());
    return refresh().recover(this::tell);
  }

  /** Stops asking. */
  public void stop() {
    vertx.cancelTimer(timer);
  }

  /** The text of a name as last fetched. */
  public Optional<PublishedTexts.Text> find(String name) {
    return Optional.ofNullable(held.get(name));
  }

  private void again() {
    if (!asking) {
      asking = true;
      refresh().recover(this::tell).onComplete(done -> asking = false);
    }
  }

  private Future<Void> tell(Throwable failure) {
    if (!failing) {
      LOG.warn("published texts cannot be read, the old ones are served", failure);
    }
    failing = true;
    return Future.succeededFuture();
  }

  /** Fetches what is new or changed. */
  Future<Void> refresh() {
    return record
        .etags()
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .compose(etags -> fetch(etags, List.copyOf(etags.keySet()), 0))
        .onSuccess(fetched -> failing = false);
  }

  private Future<Void> fetch(Map<String, String> etags, List<String> names, int next) {
    int at = next;
    while (at < names.size() && isHeld(names.get(at), etags)) {
      at++;
    }
    if (at == names.size()) {
      return Future.succeededFuture();
    }
    int following = at + 1;
    return record
        .find(names.get(at))
        .onSuccess(found -> found.ifPresent(text -> held.put(text.name(), text)))
        .compose(found -> fetch(etags, names, following));
  }

  private boolean isHeld(String name, Map<String, String> etags) {
    PublishedTexts.Text text = held.get(name);
    return text != null && text.etag().equals(etags.get(name));
  }
}
