package org.goldcard.web.api.verify;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.goldcard.web.Call;

/**
 * Works through the entries of one request a few at a time, and between them lets every other
 * request of the event loop go first; so a long list makes no single scan wait for more than those
 * few.
 */
public final class Turns {
  /** How many entries are judged at once. */
  public static final int JUDGED = 16;

  /** How many entries are read at once. */
  public static final int READ = 128;

  private Turns() {}

  /**
   * What came of each entry, in their order.
   *
   * @param few how many entries are under way at once
   * @param work must not fail
   */
  public static <T, R> Future<List<R>> each(
      Call call, List<T> entries, int few, Function<T, Future<R>> work) {
    return new Work<T, R>(call, entries, few, work).from(new ArrayList<>(entries.size()));
  }

  private record Work<T, R>(Call call, List<T> entries, int few, Function<T, Future<R>> work) {
    private Future<List<R>> from(List<R> done) {
      int end = Math.min(entries.size(), done.size() + few);
      List<Future<R>> under =
          IntStream.range(done.size(), end).mapToObj(i -> work.apply(entries.get(i))).toList();
      Future<List<R>> so = Future.all(under).map(all -> joined(done, all.list()));
      return end == entries.size() ? so : so.compose(all -> call.turn()).compose(n -> from(done));
    }

    private static <R> List<R> joined(List<R> done, List<R> more) {
      done.addAll(more);
      return done;
    }
  }
}
