package org.goldcard.wiring.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.goldcard.card.Card;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.status.CardTable;
import org.goldcard.status.Freshness;
import org.goldcard.status.Position;
import org.goldcard.status.PublishedList;
import org.goldcard.status.StatusChange;
import org.goldcard.status.snapshot.ListHistory;
import org.goldcard.token.bundle.BundleTokens;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.list.ListSeries;
import org.goldcard.token.list.StatusList;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.SiteRules;
import org.goldcard.verifying.sandbox.TestCard;
import org.goldcard.web.api.offline.Bundles;
import org.goldcard.web.api.offline.SignedBundles;

/**
 * Bundles of the sandbox: its keys, the real rules of the venue, and a list in which the test card
 * {@code CARD_UNAVAILABLE} is stopped and no other. Safe from any thread.
 */
final class TestLists implements Bundles {
  private final CardTable table = new CardTable();
  private final InstantSource clock;
  private final PublishedList lists;
  private final ListHistory history;
  private final SignedBundles bundles;

  TestLists(
      Vertx vertx,
      KeyRing ring,
      Issuer issuer,
      InstantSource clock,
      BiFunction<String, LocalDate, Optional<SiteRules>> rules) {
    this.clock = clock;
    this.lists =
        new PublishedList(table, this::fresh, clock, (n, bits, asOf) -> "", TestLists::now);
    this.history =
        new ListHistory(
            lists,
            bits -> StatusList.of(1, ListSeries.ENTRIES, i -> bits.get(i) ? 1 : 0).encode(),
            () -> TestCard.all().size());
    this.bundles =
        new SignedBundles(
            vertx,
            history,
            () -> ring,
            rules,
            number -> issuer.uri(),
            new BundleTokens(new JwsSigner(() -> ring), issuer, clock),
            clock);
    TestCard.all().forEach(this::put);
  }

  private void put(TestCard test) {
    Card card = test.card();
    boolean stopped = test.yields() == ResultCode.CARD_UNAVAILABLE;
    CardState state = stopped ? CardState.SUSPENDED : CardState.ACTIVE;
    LocalDate last = card.validity().lastDay();
    StatusWord word = StatusWord.card(state, card.talentClass(), last, card.codesNotBefore());
    table.put(
        card.passIndex(), StatusWord.pass(false, card.talentClass(), last, card.index()).bits());
    Position place = new Position(1, card.index(), Position.START);
    table.take(
        new StatusChange(place, StatusChange.Kind.CARD, card.index(), word, card.codesNotBefore()));
  }

  /** The list is small and built on the spot. */
  private static Future<Integer> now(Callable<Integer> work) {
    try {
      return Future.succeededFuture(work.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  private Optional<Freshness> fresh() {
    return Optional.of(
        new Freshness(clock.instant(), Duration.ZERO, "sandbox", TestCard.all().size(), 1));
  }

  /** Lists of this moment: they are always fresh. */
  @Override
  public synchronized Optional<Prepared> prepare(Wish wish) {
    lists.refresh().onComplete(built -> history.look());
    return bundles.prepare(wish);
  }
}
