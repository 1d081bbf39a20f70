package org.goldcard.web.api.published;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import java.util.function.Supplier;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/**
 * {@code GET /metrics}: the figures in Prometheus' text format, for this machine and its network.
 */
public final class MetricsRoute implements ApiRoute {
  private final Supplier<String> scrape;

  /** Publishes what a registry scrapes. */
  public MetricsRoute(Supplier<String> scrape) {
    this.scrape = scrape;
  }

  @Override
  public Endpoint endpoint() {
    return new Endpoint(
        HttpMethod.GET,
        "/metrics",
        Endpoint.Door.INSIDE,
        null,
        Endpoint.Body.NONE,
        Set.of(),
        false);
  }

  @Override
  public Future<Answer> answer(Call call) {
    return Future.succeededFuture(
        Answer.of("text/plain; version=0.0.4; charset=utf-8", Buffer.buffer(scrape.get())));
  }
}
