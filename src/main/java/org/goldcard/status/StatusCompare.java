package org.goldcard.status;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.goldcard.card.StatusWord;

/**
 * Compares, entry by entry, what the log records with what the carrier holds and what this node has
 * in memory. Nothing is changed. Safe from any thread.
 */
public final class StatusCompare {
  /** How many differing entries a report names. */
  public static final int NAMED = 20;

  private static final int STRIDE = 1 << 14;
  private static final int TRIES = 10;
  private static final Duration BETWEEN = Duration.ofMillis(300);

  private final Vertx vertx;
  private final StatusLog log;
  private final StatusCarrier carrier;
  private final CardTable table;

  /** A comparison of three. */
  public StatusCompare(Vertx vertx, StatusLog log, StatusCarrier carrier, CardTable table) {
    this.vertx = vertx;
    this.log = log;
    this.carrier = carrier;
    this.table = table;
  }

  /**
   * Compares; while changes are under way, again a few times, until all three stood at one position
   * or no more tries are left.
   */
  public Future<Report> compare() {
    return attempt(TRIES);
  }

  private Future<Report> attempt(int left) {
    return once().compose(report -> report.isSettled() || left == 1 ? done(report) : later(left));
  }

  private static Future<Report> done(Report report) {
    return Future.succeededFuture(report);
  }

  private Future<Report> later(int left) {
    return vertx.timer(BETWEEN.toMillis()).compose(rung -> attempt(left - 1));
  }

  private Future<Report> once() {
    CardTable carried = new CardTable();
    return CardTable.load(log)
        .compose(
            recorded ->
                carrier
                    .entries((index, word) -> carried.put(index, word.bits()))
                    .compose(read -> carrier.held())
                    .map(held -> report(recorded, carried, held)));
  }

  private Report report(CardTable recorded, CardTable carried, Optional<Position> held) {
    Tally tally = new Tally();
    int i = next(recorded, carried, 0);
    while (i < CardTable.CAPACITY) {
      tally.add(i, recorded.bits(i), carried.bits(i), table.bits(i));
      i++;
      i = (i & STRIDE - 1) == 0 ? next(recorded, carried, i) : i;
    }
    Position position = recorded.position().orElseThrow();
    return new Report(
        position,
        held,
        table.position(),
        tally.entries,
        tally.inCarrier,
        tally.inTable,
        List.copyOf(tally.first));
  }

  /** The first index from one on around which any of the three may hold something. */
  private int next(CardTable recorded, CardTable carried, int index) {
    int first = Math.min(recorded.nextInUse(index), carried.nextInUse(index));
    return Math.min(first, table.nextInUse(index));
  }

  private static final class Tally {
    private int entries;
    private int inCarrier;
    private int inTable;
    private final List<Difference> first = new ArrayList<>();

    private void add(int index, long log, long carrier, long table) {
      entries += log == 0 ? 0 : 1;
      inCarrier += log == carrier ? 0 : 1;
      inTable += log == table ? 0 : 1;
      if ((log != carrier || log != table) && first.size() < NAMED) {
        first.add(Difference.of(index, log, carrier, table));
      }
    }
  }

  /**
   * What a comparison found.
   *
   * @param log where the record stood
   * @param carrier where the carrier stood after it was read; empty when it holds nothing whole
   * @param table where this node's table stood; empty when it was never loaded
   * @param entries how many entries are recorded
   * @param carrierDiffers at how many indexes the carrier differs from the record
   * @param tableDiffers at how many indexes the table differs from the record
   * @param first the first differing indexes, at most {@link #NAMED}
   */
  public record Report(
      Position log,
      Optional<Position> carrier,
      Optional<Position> table,
      int entries,
      int carrierDiffers,
      int tableDiffers,
      List<Difference> first) {

    /** Whether all three stood at one position with the same entries. */
    public boolean isClean() {
      return carrierDiffers + tableDiffers == 0 && isSettled();
    }

    /**
     * Whether all three stood at one position: the record was read first, so no change was under
     * way and every difference is one.
     */
    public boolean isSettled() {
      return carrier.filter(log::equals).isPresent() && table.filter(log::equals).isPresent();
    }
  }

  /**
   * One index at which the three are not alike.
   *
   * @param index where
   * @param log the recorded entry, {@link StatusWord#NONE} where there is none
   * @param carrier the carrier's
   * @param table this node's
   */
  public record Difference(int index, StatusWord log, StatusWord carrier, StatusWord table) {
    private static Difference of(int index, long log, long carrier, long table) {
      return new Difference(
          index, new StatusWord(log), new StatusWord(carrier), new StatusWord(table));
    }
  }
}
