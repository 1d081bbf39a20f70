package org.goldcard.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.goldcard.records.ScanHours;
import org.goldcard.records.ScanRecord;
import org.goldcard.status.CardTable;
import org.goldcard.status.Freshness;
import org.goldcard.status.Position;
import org.goldcard.status.PublishedList;
import org.goldcard.status.snapshot.ListHistory;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.InMemoryCards;
import org.goldcard.testkit.InMemoryOfflineScans;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.ScanReader;
import org.goldcard.token.bundle.BundleTokens;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.list.ListSeries;
import org.goldcard.token.list.StatusList;
import org.goldcard.venues.device.Heartbeat;
import org.goldcard.verifying.CodeReader;
import org.goldcard.web.api.offline.ActivityRoute;
import org.goldcard.web.api.offline.BundleRoute;
import org.goldcard.web.api.offline.HeartbeatRoute;
import org.goldcard.web.api.offline.SignedBundles;
import org.goldcard.web.api.offline.SyncRoute;
import org.goldcard.web.api.offline.SyncServices;

/** What a node has for scanners without a network, over the cards of a test. */
final class OfflineSide {
  private final InMemoryCards cards;
  private final TickingClock clock;
  private final CardTable table = new CardTable();
  private final PublishedList lists;
  private final ListHistory history;
  volatile Runnable tick = () -> {};
  final List<Heartbeat> heard = new ArrayList<>();
  final List<ScanRecord> records = new CopyOnWriteArrayList<>();
  final List<ScanHours.Hour> hours = new ArrayList<>();
  final List<ScanHours.Wish> wishes = new ArrayList<>();
  private int built;

  OfflineSide(InMemoryCards cards, TickingClock clock) {
    this.cards = cards;
    this.clock = clock;
    this.lists =
        new PublishedList(
            table,
            this::freshness,
            clock,
            (number, bits, asOf) -> "list.number." + ++built,
            work -> Future.fromCompletionStage(ran(work)));
    this.history =
        new ListHistory(
            lists,
            bits -> StatusList.of(1, ListSeries.ENTRIES, i -> bits.get(i) ? 1 : 0).encode(),
            () -> table.position().map(Position::seq).orElse(0L));
  }

  private static java.util.concurrent.CompletionStage<Integer> ran(
      java.util.concurrent.Callable<Integer> work) {
    try {
      return java.util.concurrent.CompletableFuture.completedFuture(work.call());
    } catch (Exception e) {
      return java.util.concurrent.CompletableFuture.failedFuture(e);
    }
  }

  private Optional<Freshness> freshness() {
    return table
        .position()
        .map(p -> new Freshness(clock.instant(), Duration.ZERO, Freshness.LOG, p.seq(), p.epoch()));
  }

  private Future<List<ScanHours.Hour>> hours(ScanHours.Wish wish) {
    wishes.add(wish);
    return Future.succeededFuture(
        hours.stream()
            .filter(hour -> hour.place().client().equals(wish.client()))
            .filter(hour -> !hour.begins().isBefore(wish.from()))
            .toList());
  }

  private List<String> named(String code) {
    tick.run();
    return List.of(code);
  }

  /** Brings table and lists to where the cards are. */
  void catchUp() {
    table.become(Awaited.result(CardTable.load(cards.log())));
    Awaited.result(lists.refresh());
    history.look();
  }

  List<ApiRoute> routes(Vertx vertx, Gate gate, KeyRing ring, MeterRegistry meters) {
    Issuer issuer = new Issuer("https://goldcard.example");
    JwsSigner signer = new JwsSigner(() -> ring);
    SignedBundles bundles =
        new SignedBundles(
            vertx,
            history,
            () -> ring,
            (venue, day) -> gate.rules(venue),
            new ListSeries(issuer)::uri,
            new BundleTokens(signer, issuer, clock),
            clock);
    SyncServices sync =
        new SyncServices(
            new CodeReader(new ScanReader(() -> ring, issuer, clock))::readOffline,
            (venue, day) -> gate.rules(venue),
            gate::word,
            new InMemoryOfflineScans(cards),
            (index, nonce, at) -> named(index + "-" + nonce),
            gate::remember,
            (purpose, text) -> purpose + "-" + text.hashCode(),
            (record, index) -> records.add(record),
            clock);
    return List.of(
        new BundleRoute(bundles),
        new SyncRoute(sync),
        new HeartbeatRoute(
            clock, gate::list, () -> List.of("L01"), bundles, "1.0.0", heard::add, meters),
        new ActivityRoute(this::hours, clock));
  }
}
