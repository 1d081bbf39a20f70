package org.goldcard.web.api.published;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.goldcard.venues.device.Sighting;
import org.goldcard.verifying.ListState;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/**
 * {@code GET /health/ready}: whether scans should be sent here. 503 when no list is loaded, the
 * list is too old to say VALID, the node cannot sign or is about to stop; a server that is away
 * makes it degraded only, for scans are judged without it.
 */
public final class ReadyRoute implements ApiRoute {
  private static final long PROBE_MILLIS = 500;
  private static final int NAMED = 100;

  private final Vitals vitals;
  private final BooleanSupplier leaving;

  /**
   * Tells by these.
   *
   * @param leaving whether the node is about to stop
   */
  public ReadyRoute(Vitals vitals, BooleanSupplier leaving) {
    this.leaving = leaving;
    this.vitals = vitals;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.open("/health/ready", false);
  }

  @Override
  public Future<Answer> answer(Call call) {
    Map<String, Future<Boolean>> probes = new TreeMap<>();
    vitals.dependencies().forEach((name, probe) -> probes.put(name, ask(probe)));
    return Future.join(List.copyOf(probes.values())).map(done -> answer(probes, call.isLocal()));
  }

  private static Future<Boolean> ask(Supplier<Future<Boolean>> probe) {
    try {
      return probe.get().timeout(PROBE_MILLIS, TimeUnit.MILLISECONDS).otherwise(false);
    } catch (RuntimeException e) {
      return Future.succeededFuture(false);
    }
  }

  private Answer answer(Map<String, Future<Boolean>> probes, boolean local) {
    Optional<ListState> list = vitals.list().get();
    boolean fresh = list.map(l -> l.age().compareTo(vitals.oldest()) <= 0).orElse(false);
    boolean signs = vitals.signature().getAsBoolean();
    JsonArray degraded = new JsonArray();
    JsonObject servers = new JsonObject();
    for (Map.Entry<String, Future<Boolean>> probe : probes.entrySet()) {
      servers.put(probe.getKey(), probe.getValue().result() ? "up" : "down");
      if (!probe.getValue().result()) {
        degraded.add(probe.getKey());
      }
    }
    boolean stops = leaving.getAsBoolean();
    boolean ready = fresh && signs && !stops;
    String whole = degraded.isEmpty() ? "ready" : "degraded";
    String not = stops ? "stopping" : "not ready";
    JsonObject body =
        new JsonObject()
            .put("status", ready ? whole : not)
            .put("degraded", degraded)
            .put("signature", new JsonObject().put("ok", signs).put("provider", vitals.provider()))
            .put("list", list(list, fresh, vitals.feed().get()))
            .put("credentialsEnding", credentials())
            .put("dependencies", servers)
            .put("devices", devices(vitals.silent().get(), local));
    List<String> warnings = vitals.warnings().get();
    if (!warnings.isEmpty()) {
      body.put("warnings", new JsonArray(warnings));
    }
    return Answer.json(ready ? 200 : 503, body);
  }

  /** How many are silent, for everyone; which, for callers on this machine. */
  private static JsonObject devices(List<Sighting> silent, boolean local) {
    JsonObject json = new JsonObject().put("silent", silent.size());
    if (local && !silent.isEmpty()) {
      json.put(
          "named", new JsonArray(silent.stream().limit(NAMED).map(ReadyRoute::named).toList()));
    }
    return json;
  }

  private static JsonObject named(Sighting device) {
    return new JsonObject()
        .put("client", device.client())
        .put("venue", device.venue())
        .put("checkpoint", device.checkpoint())
        .put("since", device.at().toString());
  }

  private JsonObject credentials() {
    JsonObject json = new JsonObject();
    vitals.credentials().get().forEach(json::put);
    return json;
  }

  private static JsonObject list(Optional<ListState> list, boolean fresh, Vitals.Feed feed) {
    JsonObject json = new JsonObject().put("loaded", list.isPresent()).put("fresh", fresh);
    json.put("state", feed.code()).put("zh", feed.zh()).put("en", feed.en());
    list.ifPresent(
        l ->
            json.put("age", BigDecimal.valueOf(l.age().toMillis(), 3))
                .put("rev", l.rev())
                .put("source", l.source()));
    return json;
  }
}
