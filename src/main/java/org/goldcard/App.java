package org.goldcard;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.micrometer.VertxPrometheusOptions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.goldcard.config.Listening;
import org.goldcard.config.Settings;
import org.goldcard.issuing.IssueCard;
import org.goldcard.issuing.UpgradeCard;
import org.goldcard.policy.Policy;
import org.goldcard.policy.PolicyReader;
import org.goldcard.policy.district.DistrictsReader;
import org.goldcard.venues.VenuesReader;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.HttpOptions;
import org.goldcard.web.Routes;
import org.goldcard.web.TrustedProxies;
import org.goldcard.web.WebServer;
import org.jspecify.annotations.Nullable;

/** One running node: joins the ports of the features with the adapters, starts and stops them. */
final class App {
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final Backing backing;
  private final Table table;
  private final Tokens tokens;
  private final WebServer server;

  private App(Vertx vertx, Backing backing, Table table, Tokens tokens, WebServer server) {
    this.vertx = vertx;
    this.backing = backing;
    this.table = table;
    this.tokens = tokens;
    this.server = server;
  }

  /**
   * Starts a node; answers when it has loaded its table and listens.
   *
   * @param extra further routes, mounted before all others; only the embedded default has any
   */
  static Future<App> start(Settings settings, InstantSource clock, Consumer<Extra> extra) {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Vertx vertx = newVertx(meters);
    Tokens tokens = Tokens.load(settings, clock);
    Policy policy = PolicyReader.read();
    Sites sites = new Sites(VenuesReader.read(policy, DistrictsReader.read()), clock);
    return Backing.open(vertx, settings, clock)
        .compose(
            backing -> {
              Table table = new Table(vertx, backing, tokens, clock);
              tokens.honourOnly(table::isActive);
              Node node = new Node(vertx, settings, clock, backing, tokens, table, sites, meters);
              return table.start(backing).compose(loaded -> listen(node, extra));
            })
        .onFailure(failure -> vertx.close());
  }

  private static Future<App> listen(Node node, Consumer<Extra> extra) {
    Router router = Router.router(node.vertx);
    extra.accept(new Extra(router, node.backing, node.tokens, node.table));
    HttpOptions options = options(node.settings.listening());
    Routes routes =
        new Routes(
            node.vertx,
            options,
            node.tokens.bearers(),
            node.meters,
            () -> UUID.randomUUID().toString());
    routes.mount(router, routes(node));
    return WebServer.start(node.vertx, options, router)
        .map(server -> new App(node.vertx, node.backing, node.table, node.tokens, server));
  }

  private static List<ApiRoute> routes(Node node) {
    Api api = new Api(node.backing, node.tokens, node.table, node.clock);
    Settings settings = node.settings;
    IssueCard issue =
        new IssueCard(
            node.backing.cards(),
            new SecureRandom(),
            settings.term().length(),
            settings.term().isFromApproval());
    UpgradeCard upgrade = new UpgradeCard(node.backing.cards(), settings.term().length());
    List<ApiRoute> routes = new ArrayList<>();
    routes.addAll(api.open(settings.operation().metrics(), node.meters));
    routes.addAll(api.cards(issue, upgrade));
    routes.addAll(api.codes(node.vertx));
    routes.addAll(api.scans(node.sites, node.backing.memory(), node.backing.index(), node.meters));
    return routes;
  }

  private static Vertx newVertx(PrometheusMeterRegistry meters) {
    io.vertx.core.VertxOptions options =
        new io.vertx.core.VertxOptions()
            .setPreferNativeTransport(true)
            .setMetricsOptions(
                new MicrometerMetricsOptions()
                    .setPrometheusOptions(new VertxPrometheusOptions().setEnabled(true))
                    .setLabels(EnumSet.of(Label.POOL_TYPE, Label.POOL_NAME))
                    .setEnabled(true));
    return Vertx.builder()
        .with(options)
        .withMetrics(new io.vertx.micrometer.MicrometerMetricsFactory(meters))
        .build();
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
    return HttpOptions.of(listening.host(), listening.port(), loops, tls, proxies);
  }

  /** Takes no more requests, lets those under way end, closes the stores. */
  Future<Void> stop() {
    return server
        .stop(DRAIN)
        .eventually(table::stop)
        .eventually(backing::close)
        .eventually(vertx::close);
  }

  int port() {
    return server.port();
  }

  Backing backing() {
    return backing;
  }

  Tokens tokens() {
    return tokens;
  }

  Vertx vertx() {
    return vertx;
  }

  /** What further routes are built on. */
  record Extra(Router router, Backing backing, Tokens tokens, Table table) {}

  private record Node(
      Vertx vertx,
      Settings settings,
      InstantSource clock,
      Backing backing,
      Tokens tokens,
      Table table,
      Sites sites,
      PrometheusMeterRegistry meters) {}
}
