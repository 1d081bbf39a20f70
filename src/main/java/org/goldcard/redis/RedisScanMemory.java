package org.goldcard.redis;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.goldcard.redis.link.NearFunctions;
import org.goldcard.verifying.ScanMemory;
import org.goldcard.verifying.memory.NodeScanMemory;
import org.jspecify.annotations.Nullable;

/**
 * What all nodes remember of a scan, in one call of one Redis function, waited for at most {@link
 * #PATIENCE}. This node's own memory answers alone while Redis is away; beside Redis it is told of
 * every first use, so that a Redis that lost its memory does not let a code be used twice at one
 * node.
 *
 * <p>The holder's display record is kept in Redis until a change of that card passes by. When it is
 * missing it is read from the record and written back, unless a change passed meanwhile.
 */
public final class RedisScanMemory implements ScanMemory {
  /** How long a scan waits for Redis. */
  public static final Duration PATIENCE = Duration.ofMillis(50);

  /** How long a scan waits for a display record that Redis does not have. */
  public static final Duration LOOKUP_PATIENCE = Duration.ofMillis(250);

  private static final Duration DISPLAY_LIFE = Duration.ofHours(1);

  private final NearFunctions functions;
  private final Breaker breaker;
  private final NodeScanMemory node;
  private final IntFunction<CompletionStage<@Nullable Display>> displays;

  RedisScanMemory(
      NearFunctions functions,
      Breaker breaker,
      NodeScanMemory node,
      IntFunction<CompletionStage<@Nullable Display>> displays) {
    this.functions = functions;
    this.breaker = breaker;
    this.node = node;
    this.displays = displays;
  }

  @Override
  public CompletionStage<Note> remember(Mark mark) {
    if (!breaker.lets()) {
      return Future.succeededFuture(node.note(mark)).toCompletionStage();
    }
    return functions
        .here()
        .call(
            "gc_scan",
            ScanCall.keys(mark),
            PATIENCE.toMillis(),
            ScanCall.arguments(mark, NodeScanMemory.REQUEST_LIFE))
        .transform(answer -> noted(mark, answer))
        .otherwise(failure -> node.note(mark))
        .toCompletionStage();
  }

  private Future<Note> noted(Mark mark, AsyncResult<@Nullable Response> answer) {
    if (answer.failed()) {
      breaker.failed();
      return Future.succeededFuture(node.note(mark));
    }
    breaker.succeeded();
    return complete(mark, answer.result());
  }

  private Future<Note> complete(Mark mark, @Nullable Response answer) {
    if (answer == null) {
      return Future.failedFuture("no answer");
    }
    Note shared = stricter(ScanCall.note(answer), mark);
    String lease = ScanCall.lease(answer);
    boolean ask = mark.admits() && shared.display() == null && !shared.requestConflict();
    return ask && shared.use() != Use.ELSEWHERE
        ? lookUp(mark.cardIndex(), lease).map(found -> with(shared, found))
        : Future.succeededFuture(shared);
  }

  /**
   * The node's memory is told only of what Redis took for the first use: of two scans at once Redis
   * alone says which was first, else each memory could refuse the other's.
   */
  private Note stricter(Note shared, Mark mark) {
    if (shared.requestConflict() || shared.use() != Use.FRESH) {
      return shared;
    }
    Note own = node.note(mark);
    Visit visit = own.use() == Use.ELSEWHERE ? null : shared.visit();
    return new Note(own.use(), false, visit, shared.display(), true, own.first());
  }

  private Future<@Nullable Display> lookUp(int cardIndex, String lease) {
    return Future.fromCompletionStage(displays.apply(cardIndex))
        .timeout(LOOKUP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(found -> writeBack(cardIndex, lease, found))
        .otherwiseEmpty();
  }

  /** Nobody waits for it: a record that was not written is read again by the next scan. */
  private void writeBack(int cardIndex, String lease, @Nullable Display found) {
    if (found != null && !lease.isEmpty()) {
      functions
          .here()
          .call(
              "gc_show",
              List.of(Keys.display(cardIndex), Keys.HEAD),
              PATIENCE.toMillis(),
              lease,
              ScanCall.text(found),
              DISPLAY_LIFE.toMillis())
          .onFailure(failure -> breaker.failed());
    }
  }

  private static Note with(Note note, @Nullable Display display) {
    return new Note(
        note.use(), note.requestConflict(), note.visit(), display, note.shared(), note.first());
  }
}
