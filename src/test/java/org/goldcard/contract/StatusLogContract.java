package org.goldcard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.goldcard.card.Card;
import org.goldcard.card.CardLife;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.card.StatusWord;
import org.goldcard.card.TalentClass;
import org.goldcard.status.Position;
import org.goldcard.status.StatusChange;
import org.goldcard.status.StatusLog;
import org.goldcard.testkit.Awaited;
import org.junit.jupiter.api.Test;

/** What the feed of record promises. */
public abstract class StatusLogContract {
  private static final int AT_ONCE = 50;

  /** The store under contract, the same for all tests of a class. */
  protected abstract CardStore store();

  @Test
  void changesMadeAtOnceAreDenseAndChained() {
    Position from = head();
    List<Long> talents =
        IntStream.range(0, AT_ONCE).mapToObj(i -> store().talent(TalentClass.D)).toList();
    List<Future<Outcome<Receipt>>> issues =
        talents.stream().map(t -> store().rule().issue(t, CardStore.wish())).toList();
    List<Long> revs = issues.stream().map(f -> Awaited.done(f).rev()).toList();
    assertThat(revs).doesNotHaveDuplicates();
    List<StatusChange> changes = pagesAfter(from);
    assertThat(changes).hasSize(2 * AT_ONCE);
    String chain = from.chain();
    long seq = from.seq();
    for (StatusChange change : changes) {
      assertThat(change.position().seq()).isEqualTo(++seq);
      chain = change.chainAfter(chain);
      assertThat(change.position().chain()).isEqualTo(chain);
    }
    assertThat(head()).isEqualTo(new Position(from.epoch(), seq, chain));
  }

  @Test
  void aRefusedOrFailedChangeLeavesNoHole() {
    Card card = store().card();
    Position from = head();
    List<Future<?>> wishes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      wishes.add(change(card, c -> Outcome.refused(CardRefusal.WRONG_STATE)));
      wishes.add(change(card, c -> Outcome.done(invalid(c))));
      wishes.add(change(card, c -> CardLife.reportLost(c, store().clock().instant())));
      wishes.add(change(card, c -> CardLife.resume(c, store().clock().instant())));
    }
    wishes.forEach(w -> Awaited.result(w.transform(done -> Future.succeededFuture())));
    List<StatusChange> changes = pagesAfter(from);
    assertThat(changes).isNotEmpty();
    assertThat(changes)
        .extracting(c -> c.position().seq())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, changes.size()).mapToObj(i -> from.seq() + i).toList());
  }

  @Test
  void pagesEndAtTheirLimitAndNameTheHead() {
    Position from = head();
    store().card();
    store().card();
    StatusLog.Page page = Awaited.result(store().log().after(from.epoch(), from.seq(), 3));
    assertThat(page.head()).isEqualTo(head());
    assertThat(page.head().seq()).isEqualTo(from.seq() + 4);
    assertThat(page.changes())
        .extracting(c -> c.position().seq())
        .containsExactly(from.seq() + 1, from.seq() + 2, from.seq() + 3);
    assertThat(Awaited.result(store().log().after(from.epoch(), page.head().seq(), 3)).changes())
        .isEmpty();
    assertThat(Awaited.result(store().log().after(from.epoch() + 1, 0, 3)).changes()).isEmpty();
  }

  @Test
  void aSnapshotIsThePositionItNamesWhileOthersWrite() {
    List<Card> cards = IntStream.range(0, 20).mapToObj(i -> store().card()).toList();
    List<Future<Outcome<Receipt>>> writes = new ArrayList<>();
    List<Future<Position>> snapshots = new ArrayList<>();
    List<Map<Integer, StatusWord>> seen = new ArrayList<>();
    for (Card card : cards) {
      writes.add(change(card, c -> CardLife.reportLost(c, store().clock().instant())));
      Map<Integer, StatusWord> entries = new HashMap<>();
      seen.add(entries);
      snapshots.add(store().log().snapshot(entries::put));
      writes.add(store().rule().issue(store().talent(TalentClass.C), CardStore.wish()));
    }
    writes.forEach(Awaited::done);
    for (int i = 0; i < snapshots.size(); i++) {
      assertThat(seen.get(i)).isEqualTo(replayedUpTo(Awaited.result(snapshots.get(i)).seq()));
    }
  }

  @Test
  void calledBackAfterACommit() {
    AtomicInteger calls = new AtomicInteger();
    Awaited.result(store().log().onCommit(calls::incrementAndGet));
    int before = calls.get();
    store().card();
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> calls.get() > before);
  }

  private Map<Integer, StatusWord> replayedUpTo(long seq) {
    Map<Integer, StatusWord> entries = new HashMap<>();
    pagesAfter(new Position(1, 0, Position.START)).stream()
        .filter(c -> c.position().seq() <= seq)
        .forEach(c -> entries.put(c.index(), c.word()));
    return entries;
  }

  private List<StatusChange> pagesAfter(Position from) {
    List<StatusChange> all = new ArrayList<>();
    List<StatusChange> page;
    long seq = from.seq();
    do {
      page = Awaited.result(store().log().after(from.epoch(), seq, 7)).changes();
      all.addAll(page);
      seq = all.isEmpty() ? seq : all.get(all.size() - 1).position().seq();
    } while (!page.isEmpty());
    return all;
  }

  private Position head() {
    return Awaited.result(store().log().head());
  }

  private Future<Outcome<Receipt>> change(Card card, Function<Card, Outcome<Card>> decide) {
    return store().ledger().changeStatus(card.number(), CardStore.wish(), decide);
  }

  /** A card no store may take: its version skips one. */
  private static Card invalid(Card card) {
    return new Card(
        card.number(),
        card.talentId(),
        card.talentClass(),
        card.validity(),
        card.state(),
        card.version() + 2,
        card.index(),
        card.passIndex(),
        card.codesNotBefore(),
        card.suspendedUntil());
  }
}
