package org.goldcard.wiring.operation;

import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.goldcard.config.Settings;
import org.goldcard.partners.CredentialWatch;
import org.goldcard.status.feed.FeedState;
import org.goldcard.token.crypto.Algorithm;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Endpoint;
import org.goldcard.web.api.published.LiveRoute;
import org.goldcard.web.api.published.MetricsRoute;
import org.goldcard.web.api.published.ReadyRoute;
import org.goldcard.web.api.published.Vitals;
import org.goldcard.web.limit.Doors;
import org.goldcard.wiring.Api;
import org.goldcard.wiring.Backing;
import org.goldcard.wiring.Table;
import org.goldcard.wiring.Tokens;
import org.goldcard.wiring.venue.Gates;

/** Gives health and figures what they tell. */
public final class OperatorApi {
  private final Backing backing;
  private final Tokens tokens;
  private final Table table;
  private final Doors doors;
  private final Gates gates;

  /** Tells of these. */
  public OperatorApi(Backing backing, Tokens tokens, Table table, Doors doors, Gates gates) {
    this.backing = backing;
    this.tokens = tokens;
    this.table = table;
    this.doors = doors;
    this.gates = gates;
  }

  /**
   * Their endpoints.
   *
   * @param readers who may read the figures
   * @param warnings what operators should know of servers and receivers, in both languages
   */
  public List<ApiRoute> routes(
      Settings.Metrics readers, PrometheusMeterRegistry meters, Supplier<List<String>> warnings) {
    backing.measure(meters);
    Vitals vitals = vitals(watched(meters), warnings);
    List<ApiRoute> all = new ArrayList<>();
    all.add(new LiveRoute());
    all.add(new ReadyRoute(vitals, doors::isLeaving));
    if (readers != Settings.Metrics.OFF) {
      boolean open = readers == Settings.Metrics.ALL;
      Endpoint.Door door = open ? Endpoint.Door.OPEN : Endpoint.Door.LOCAL;
      all.add(new MetricsRoute(meters::scrape, door));
    }
    return List.copyOf(all);
  }

  /** Which clients' credentials end soon, as figures besides. */
  private CredentialWatch watched(PrometheusMeterRegistry meters) {
    CredentialWatch ending = table.credentials();
    for (CredentialWatch.Notice notice : CredentialWatch.Notice.values()) {
      meters.gauge(
          "goldcard.credentials.ending",
          List.of(Tag.of("within", notice.word())),
          ending,
          watch -> watch.counts().getOrDefault(notice, 0));
    }
    return ending;
  }

  private Vitals vitals(CredentialWatch ending, Supplier<List<String>> warnings) {
    return new Vitals(
        () -> tokens.ring().selfTest(),
        "ES256 " + provider(Algorithm.ES256) + ", EdDSA " + provider(Algorithm.EDDSA),
        () -> Api.list(table),
        this::feed,
        Api.OLDEST_LIST,
        ending::words,
        Map.of(
            "postgresql",
            backing::isDatabaseThere,
            "redis",
            backing::isRedisThere,
            "failover",
            backing::isFailoverSafe,
            "records",
            () -> Future.succeededFuture(gates.recording().isWell()),
            "venues",
            () -> Future.succeededFuture(gates.venues().isCurrent())),
        warnings,
        gates.devices()::silent);
  }

  private String provider(Algorithm algorithm) {
    return tokens.ring().signatures().provider(algorithm);
  }

  private Vitals.Feed feed() {
    FeedState state = table.state();
    return new Vitals.Feed(state.code(), state.zh(), state.en());
  }
}
