package org.goldcard;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.goldcard.accounts.message.Carrier;
import org.goldcard.config.Listening;
import org.goldcard.config.Settings;
import org.goldcard.config.load.LoadBounds;
import org.goldcard.issuing.IssueCard;
import org.goldcard.issuing.UpgradeCard;
import org.goldcard.partners.place.ChoosePlace;
import org.goldcard.policy.Policy;
import org.goldcard.policy.PolicyReader;
import org.goldcard.policy.district.DistrictsReader;
import org.goldcard.venues.VenueTree;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.HttpOptions;
import org.goldcard.web.Routes;
import org.goldcard.web.TrustedProxies;
import org.goldcard.web.WebServer;
import org.goldcard.web.api.events.EventStreams;
import org.goldcard.web.api.events.StreamPlaces;
import org.goldcard.web.limit.Doors;
import org.goldcard.wiring.Api;
import org.goldcard.wiring.Backing;
import org.goldcard.wiring.NodeDoors;
import org.goldcard.wiring.NodeVertx;
import org.goldcard.wiring.Pages;
import org.goldcard.wiring.Table;
import org.goldcard.wiring.Tokens;
import org.goldcard.wiring.holder.HolderSide;
import org.goldcard.wiring.operation.OperatorApi;
import org.goldcard.wiring.partner.PartnerEvents;
import org.goldcard.wiring.practice.Practice;
import org.goldcard.wiring.sandbox.SandboxSide;
import org.goldcard.wiring.venue.DevicesHeard;
import org.goldcard.wiring.venue.Gates;
import org.goldcard.wiring.venue.Sites;
import org.goldcard.wiring.venue.VenueFeed;
import org.jspecify.annotations.Nullable;

/** One running node: joins the ports of the features with the adapters, starts and stops them. */
final class App {
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Node node;
  private final WebServer server;

  private App(Node node, WebServer server) {
    this.node = node;
    this.server = server;
  }

  /**
   * Starts a node; answers when it has loaded its table and listens.
   *
   * @param extra further routes, mounted before all others; only the embedded default has any
   */
  static Future<App> start(Settings settings, InstantSource clock, Consumer<Extra> extra) {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Vertx vertx = NodeVertx.make(meters);
    Tokens tokens = Tokens.load(settings, clock);
    Policy policy = PolicyReader.read();
    Sites sites = new Sites(VenueTree.none(policy), clock);
    boolean verifiesOnly = settings.role() == Settings.Role.VERIFY;
    Promise<App> started = Promise.promise();
    Backing.open(vertx, settings, clock)
        .compose(
            backing -> {
              Table table = new Table(vertx, backing, tokens, clock, verifiesOnly);
              table.measure(meters);
              tokens.honourOnly(table::admit);
              PartnerEvents events =
                  new PartnerEvents(vertx, settings, backing, tokens, table, clock, meters);
              Doors doors = NodeDoors.open(vertx, settings, backing, clock, meters);
              EventStreams streams = streams(vertx, settings, clock, table, doors);
              VenueFeed venues = venues(vertx, table, sites, policy, streams);
              venues.measure(meters);
              DevicesHeard devices =
                  backing.records().watch(vertx, table, settings.operation().silence(), meters);
              return table
                  .start(backing)
                  .compose(loaded -> venues.start())
                  .compose(loaded -> backing.records().open(vertx, settings.operation().spool()))
                  .map(recording -> new Gates(sites, venues, recording, devices))
                  .map(
                      gates ->
                          new Node(
                              vertx, settings, clock, backing, tokens, table, gates, meters, doors,
                              streams, events))
                  .compose(node -> practised(node).compose(done -> listen(node, extra)));
            })
        .onSuccess(started::complete)
        .onFailure(failure -> vertx.close().onComplete(closed -> started.tryFail(failure)));
    return started.future();
  }

  /** Only now, so that what is practised does not wait for what else a start does. */
  private static Future<Integer> practised(Node node) {
    return Practice.run(node.clock, node.settings.listening().load().warmUp());
  }

  private static Future<App> listen(Node node, Consumer<Extra> extra) {
    Router router = Router.router(node.vertx);
    List<Carrier> carriers = new ArrayList<>();
    extra.accept(new Extra(router, node.backing, node.tokens, node.table, carriers));
    HttpOptions options = options(node.settings.listening());
    ChoosePlace places = new ChoosePlace(node.gates.sites().areas());
    Routes routes =
        new Routes(
            node.vertx,
            options,
            node.doors,
            node.tokens.bearers(),
            places,
            node.meters,
            NodeDoors.requestNames());
    SandboxSide sandbox =
        new SandboxSide(
            node.vertx,
            node.tokens.sandbox(node.backing.index()),
            node.tokens.issuer(),
            node.clock,
            node.gates.sites()::rules,
            node.gates.sites()::rulesOn);
    Pages pages = new Pages(node.tokens.issuer().uri(), node.settings.operation().demonstration());
    pages.retire(router);
    List<ApiRoute> real = routes(node, pages, carriers);
    real.add(sandbox.keys());
    boolean whole = node.settings.role() == Settings.Role.ALL;
    routes.mount(router, real, sandbox.routes(node.tokens.bearers(), whole));
    node.streams.start();
    node.events.start();
    node.gates.devices().start();
    return WebServer.start(node.vertx, options, node.doors, router)
        .map(server -> new App(node, server));
  }

  private static List<ApiRoute> routes(Node node, Pages pages, List<Carrier> carriers) {
    Settings settings = node.settings;
    int typed = settings.listening().load().numbersPerShift();
    Api api = new Api(node.backing, node.tokens, node.table, node.clock, node.doors, typed);
    IssueCard issue =
        new IssueCard(
            node.backing.cards(),
            new SecureRandom(),
            settings.term().length(),
            settings.term().isFromApproval());
    UpgradeCard upgrade = new UpgradeCard(node.backing.cards(), settings.term().length());
    // Routes are tried in this order: what is asked most comes first.
    List<ApiRoute> routes = new ArrayList<>();
    routes.addAll(api.scans(node.gates, node.meters));
    routes.addAll(api.open());
    OperatorApi operator =
        new OperatorApi(node.backing, node.tokens, node.table, node.doors, node.gates);
    routes.addAll(
        operator.routes(settings.operation().metrics(), node.meters, node.events.warnings()));
    routes.addAll(api.partners(node.events::holder, node.meters));
    routes.add(api.events(node.streams));
    routes.addAll(pages.routes());
    routes.addAll(api.offline(node.vertx, node.gates, node.meters));
    if (settings.role() == Settings.Role.ALL) {
      routes.addAll(api.cards(issue, upgrade));
      routes.addAll(api.codes(node.vertx));
      routes.add(node.events.route());
      routes.addAll(holders(node, issue, carriers).start());
    }
    return routes;
  }

  private static HolderSide holders(Node node, IssueCard issue, List<Carrier> carriers) {
    return new HolderSide(
        node.vertx,
        node.settings,
        node.backing,
        node.tokens,
        node.table,
        issue,
        carriers,
        node.clock,
        node.meters);
  }

  private static EventStreams streams(
      Vertx vertx, Settings settings, InstantSource clock, Table table, Doors doors) {
    LoadBounds load = settings.listening().load();
    StreamPlaces places = new StreamPlaces(load.streams(), load.streamsPerClient());
    EventStreams streams =
        new EventStreams(vertx, table.events(clock), places, doors.shed(), new SecureRandom());
    table.cards().onChange(streams::changed);
    return streams;
  }

  private static VenueFeed venues(
      Vertx vertx, Table table, Sites sites, Policy policy, EventStreams streams) {
    VenueFeed venues =
        new VenueFeed(vertx, table.subjects(), sites, policy, DistrictsReader.read());
    venues.onChange(streams::rulesChanged);
    return venues;
  }

  private static HttpOptions options(Listening listening) {
    HttpOptions.@Nullable Tls tls =
        listening.certificate() == null || listening.key() == null
            ? null
            : new HttpOptions.Tls(listening.certificate(), listening.key());
    TrustedProxies proxies =
        listening.trustedProxies().isEmpty()
            ? TrustedProxies.none()
            : TrustedProxies.of(listening::trusts);
    int loops = Math.max(1, Runtime.getRuntime().availableProcessors());
    LoadBounds load = listening.load();
    return HttpOptions.of(listening.host(), listening.port(), loops, tls, proxies)
        .withConnections(NodeDoors.connections(load), load.connectionsPerAddress());
  }

  /**
   * Says that this node is not ready, and after the notice takes no more requests, lets those under
   * way end, closes the stores.
   */
  Future<Void> stop() {
    Duration notice = node.settings.listening().load().drainNotice();
    node.doors.leave();
    node.streams.close();
    // No future of a loop: with the last of them closed it could not be told.
    Promise<Void> stopped = Promise.promise();
    pause(notice)
        .compose(told -> server.stop(DRAIN))
        .eventually(node.events::stop)
        .eventually(node.gates.recording()::stop)
        .eventually(node.gates.devices()::stop)
        .eventually(node.table::stop)
        .eventually(node.backing::close)
        .onComplete(closed -> node.vertx.close().onComplete(stopped));
    return stopped.future();
  }

  /** How long {@link #stop} may take: its notice, the answers under way, the stores. */
  Duration stopTime() {
    return node.settings.listening().load().drainNotice().plus(DRAIN).plus(CLOSING);
  }

  private Future<Void> pause(Duration time) {
    return time.isZero()
        ? Future.succeededFuture()
        : node.vertx.timer(time.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
  }

  int port() {
    return server.port();
  }

  Backing backing() {
    return node.backing;
  }

  Tokens tokens() {
    return node.tokens;
  }

  Vertx vertx() {
    return node.vertx;
  }

  /** What further routes are built on, and where further ways to send messages are added. */
  record Extra(
      Router router, Backing backing, Tokens tokens, Table table, List<Carrier> carriers) {}

  private record Node(
      Vertx vertx,
      Settings settings,
      InstantSource clock,
      Backing backing,
      Tokens tokens,
      Table table,
      Gates gates,
      PrometheusMeterRegistry meters,
      Doors doors,
      EventStreams streams,
      PartnerEvents events) {}
}
