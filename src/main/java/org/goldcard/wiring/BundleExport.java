package org.goldcard.wiring;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.config.Settings;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry.Registration;
import org.goldcard.partners.Scope;
import org.goldcard.policy.PolicyReader;
import org.goldcard.policy.district.DistrictsReader;
import org.goldcard.status.CardTable;
import org.goldcard.status.Freshness;
import org.goldcard.status.Position;
import org.goldcard.status.PublishedList;
import org.goldcard.status.snapshot.ListHistory;
import org.goldcard.venues.VenueTree;
import org.goldcard.venues.record.VenueFile;
import org.goldcard.web.api.offline.Bundles;
import org.goldcard.web.api.offline.SignedBundles;
import org.goldcard.wiring.venue.Sites;

/**
 * Makes the file that a scanner in a closed network judges by, from the record as it is now:
 * carried there by hand, with its own list, and amber from the first scan on.
 */
public final class BundleExport {
  private final Vertx vertx;
  private final Backing backing;
  private final Tokens tokens;
  private final InstantSource clock;

  /** Exports what these hold; the answer key signs it. */
  public BundleExport(Vertx vertx, Backing backing, Settings settings, InstantSource clock) {
    this.vertx = vertx;
    this.backing = backing;
    this.tokens = Tokens.load(settings, clock);
    this.clock = clock;
  }

  /**
   * The signed bundle for a scanner.
   *
   * @param life after which nothing may be judged by it
   */
  public Future<String> of(String clientId, Duration life) {
    return backing
        .clients()
        .find(clientId)
        .map(BundleExport::venue)
        .compose(
            venue ->
                backing
                    .venues()
                    .recorded()
                    .compose(
                        file -> bundle(new Bundles.Wish(clientId, venue, null, true), life, file)));
  }

  private static String venue(Optional<Registration> client) {
    return client
        .map(Registration::client)
        .filter(c -> c.scopes().contains(Scope.VERIFY))
        .map(Client::venueId)
        .orElseThrow(
            () ->
                new CommandRefused(
                    ExitCode.REFUSED, "没有这个绑定场所的核验客户端", "No such scanner bound to a venue"));
  }

  private Future<String> bundle(Bundles.Wish wish, Duration life, Optional<VenueFile> file) {
    VenueTree tree =
        file.map(f -> f.tree(PolicyReader.read(), DistrictsReader.read()))
            .orElseGet(() -> VenueTree.none(PolicyReader.read()));
    Sites sites = new Sites(tree, clock);
    Instant asOf = clock.instant();
    return CardTable.load(backing.log())
        .compose(table -> history(table, asOf))
        .compose(history -> signed(wish, life, history, sites));
  }

  private Future<String> signed(
      Bundles.Wish wish, Duration life, ListHistory history, Sites sites) {
    SignedBundles bundles =
        new SignedBundles(
            vertx,
            history,
            tokens::ring,
            sites::rulesOn,
            tokens::listUri,
            tokens.bundles(),
            clock,
            life);
    return bundles
        .prepare(wish)
        .map(prepared -> prepared.text().get())
        .orElseThrow(
            () ->
                new CommandRefused(
                    ExitCode.REFUSED, "场所未登记（见 venues list）", "The venue is not recorded"));
  }

  /** The lists of a table that was loaded just now. */
  private Future<ListHistory> history(CardTable table, Instant asOf) {
    WorkerExecutor worker = vertx.createSharedWorkerExecutor("status-lists", 1);
    PublishedList lists =
        new PublishedList(
            table,
            () -> table.position().map(at -> fresh(asOf, at)),
            clock,
            (number, bits, at) -> "",
            worker::executeBlocking);
    ListHistory history =
        new ListHistory(lists, Tokens::packed, () -> table.position().map(p -> p.seq()).orElse(0L));
    return lists.refresh().compose(built -> worker.executeBlocking(() -> looked(history)));
  }

  private static ListHistory looked(ListHistory history) {
    history.look();
    return history;
  }

  private static Freshness fresh(Instant asOf, Position at) {
    return new Freshness(asOf, Duration.ZERO, Freshness.LOG, at.seq(), at.epoch());
  }
}
