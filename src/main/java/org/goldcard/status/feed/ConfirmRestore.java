package org.goldcard.status.feed;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldcard.card.Card;
import org.goldcard.card.CardLife;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardState;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.StatusWord;
import org.goldcard.status.CardLedger;
import org.goldcard.status.CardTable;
import org.goldcard.status.Position;
import org.goldcard.status.StatusCarrier;
import org.goldcard.status.StatusLog;
import org.jspecify.annotations.Nullable;

/**
 * Shows what a restored record would forget, records those stops again on request, and begins the
 * epoch in which the service goes on. Safe from any thread.
 */
public final class ConfirmRestore {
  private final StatusLog log;
  private final StatusCarrier carrier;
  private final PositionMemory memory;
  private final EpochLedger epochs;
  private final CardLedger cards;
  private final InstantSource clock;

  /** Over the record, what carries it, and this node's memory. */
  public ConfirmRestore(
      StatusLog log,
      StatusCarrier carrier,
      PositionMemory memory,
      EpochLedger epochs,
      CardLedger cards,
      InstantSource clock) {
    this.log = log;
    this.carrier = carrier;
    this.memory = memory;
    this.epochs = epochs;
    this.cards = cards;
    this.clock = clock;
  }

  /** What is known elsewhere that the record lacks. The carrier or the memory may be away. */
  public Future<Report> report() {
    CardTable carried = new CardTable();
    Future<Optional<Position>> held =
        carrier
            .entries((index, word) -> carried.put(index, word.bits()))
            .compose(read -> carrier.held())
            .otherwise(Optional.empty());
    Future<Optional<Position>> kept = memory.recall().otherwise(Optional.empty());
    return Future.join(held, kept)
        .compose(all -> CardTable.load(log))
        .compose(recorded -> report(recorded, carried, held.result(), kept.result()));
  }

  private Future<Report> report(
      CardTable recorded, CardTable carried, Optional<Position> held, Optional<Position> kept) {
    Position head = recorded.position().orElseThrow();
    List<Position> known = new ArrayList<>();
    held.ifPresent(known::add);
    kept.ifPresent(known::add);
    return denied(known, 0)
        .compose(
            denied ->
                forgotten(recorded, carried)
                    .map(stops -> new Report(head, held, kept, denied, stops)));
  }

  private Future<Boolean> denied(List<Position> known, int next) {
    if (next == known.size()) {
      return Future.succeededFuture(false);
    }
    Position mark = known.get(next);
    return log.after(mark.epoch(), mark.seq(), 1)
        .compose(
            page ->
                page.from(mark) == StatusLog.Course.ELSEWHERE
                    ? Future.succeededFuture(true)
                    : denied(known, next + 1));
  }

  private Future<List<Stop>> forgotten(CardTable recorded, CardTable carried) {
    List<Integer> indexes = new ArrayList<>();
    int limit = carried.limit();
    for (int index = 0; index < limit; index++) {
      StatusWord word = carried.at(index);
      if (word.isPresent() && !word.isActive() && recorded.at(index).isActive()) {
        indexes.add(index);
      }
    }
    return epochs
        .numbers(indexes)
        .map(numbers -> indexes.stream().map(i -> stop(i, carried.at(i), numbers)).toList());
  }

  private static Stop stop(int index, StatusWord word, Map<Integer, CardNumber> numbers) {
    return new Stop(index, word.isPass(), word.state(), numbers.get(index));
  }

  /** Begins the newer epoch. */
  public Future<Position> confirm(Report report, Instruction instruction) {
    return epochs.begin(report.furthest(), instruction);
  }

  /**
   * Records the forgotten stops of cards again: a suspension as one, all others as a loss report,
   * which lasts until the window lifts it. Nothing final is recorded on the carrier's word, for
   * only an executed consent withdraws a card. Answers how many were recorded.
   */
  public Future<Integer> recordAgain(Report report, Instruction instruction) {
    return recordAgain(report.stops(), 0, 0, instruction);
  }

  private Future<Integer> recordAgain(
      List<Stop> stops, int next, int done, Instruction instruction) {
    if (next == stops.size()) {
      return Future.succeededFuture(done);
    }
    Stop stop = stops.get(next);
    CardNumber number = stop.number();
    if (number == null) {
      return recordAgain(stops, next + 1, done, instruction);
    }
    return cards
        .changeStatus(number, instruction, card -> stopAgain(card, stop.state()))
        .compose(
            outcome ->
                recordAgain(stops, next + 1, outcome.isDone() ? done + 1 : done, instruction));
  }

  private Outcome<Card> stopAgain(Card card, CardState known) {
    return known == CardState.SUSPENDED
        ? CardLife.suspend(card, clock.instant())
        : CardLife.reportLost(card, clock.instant());
  }

  /**
   * A stop that the carrier knows and the record does not.
   *
   * @param index where
   * @param pass whether it is a superseded pass, not a card
   * @param state the state that the carrier knows
   * @param number the card's; null for a pass
   */
  public record Stop(int index, boolean pass, CardState state, @Nullable CardNumber number) {}

  /**
   * What is known elsewhere.
   *
   * @param head where the record is
   * @param carrier where it was, by the carrier; empty when that holds nothing
   * @param memory where it was, by this node's memory; empty when nothing was kept
   * @param denied whether the record lacks one of these
   * @param stops the stops that would be forgotten, as far as the carrier knows them
   */
  public record Report(
      Position head,
      Optional<Position> carrier,
      Optional<Position> memory,
      boolean denied,
      List<Stop> stops) {
    /** Copies the stops. */
    public Report {
      stops = List.copyOf(stops);
    }

    /** The furthest of all. */
    Position furthest() {
      Position furthest = head;
      for (Position known : List.of(carrier.orElse(head), memory.orElse(head))) {
        furthest =
            new Position(
                Math.max(furthest.epoch(), known.epoch()),
                Math.max(furthest.seq(), known.seq()),
                furthest.chain());
      }
      return furthest;
    }
  }
}
