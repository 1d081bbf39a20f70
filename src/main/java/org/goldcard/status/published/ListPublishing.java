package org.goldcard.status.published;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.goldcard.status.PublishedList;
import org.goldcard.status.published.PublishedTexts.Text;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the signed status lists of a node that holds their key built, and in the record for those
 * that do not. Safe from any thread.
 */
public final class ListPublishing {
  /** How often it looks whether a list should be built anew. */
  public static final Duration EVERY = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(ListPublishing.class);
  private static final long PATIENCE_SECONDS = 10;

  private final Vertx vertx;
  private final PublishedList lists;
  private final Runnable afterwards;
  private final @Nullable PublishedTexts record;
  private final Map<String, String> kept = new HashMap<>();
  private boolean busy;
  private boolean failing;
  private long timer = -1;

  /**
   * Publishes these lists.
   *
   * @param afterwards called whenever they may have been built anew
   * @param record where they are kept for nodes that sign none; null on such a node itself
   */
  public ListPublishing(
      Vertx vertx, PublishedList lists, Runnable afterwards, @Nullable PublishedTexts record) {
    this.vertx = vertx;
    this.lists = lists;
    this.afterwards = afterwards;
    this.record = record;
  }

  /** Builds the first lists and goes on; answers when they are built. */
  public synchronized Future<Void> start() {
    timer = vertx.setPeriodic(EVERY.toMillis(), id -> again());
    return refresh();
  }

  private Future<Void> refresh() {
    return lists.refresh().onSuccess(built -> afterwards.run()).mapEmpty();
  }

  /** Stops. */
  public synchronized void stop() {
    vertx.cancelTimer(timer);
  }

  /** A list as last built here. */
  public Optional<Text> list(int number) {
    return lists
        .list(number)
        .map(l -> new Text(PublishedTexts.listName(number), l.text(), l.etag(), l.asOf()));
  }

  private synchronized void again() {
    if (!busy) {
      busy = true;
      refresh().compose(built -> keepFrom(0)).onComplete(done -> ended(done.failed()));
    }
  }

  private synchronized void ended(boolean failed) {
    busy = false;
    if (failed && !failing) {
      LOG.warn("the signed lists could not be kept for other nodes, trying again");
    }
    failing = failed;
  }

  private Future<Void> keepFrom(int number) {
    if (record == null || number == lists.count()) {
      return Future.succeededFuture();
    }
    return list(number)
        .map(this::keep)
        .orElseGet(Future::succeededFuture)
        .compose(done -> keepFrom(number + 1));
  }

  private synchronized Future<Void> keep(Text text) {
    PublishedTexts others = record;
    if (others == null || text.etag().equals(kept.get(text.name()))) {
      return Future.succeededFuture();
    }
    return others
        .put(text)
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .onSuccess(done -> note(text));
  }

  private synchronized void note(Text text) {
    kept.put(text.name(), text.etag());
  }
}
