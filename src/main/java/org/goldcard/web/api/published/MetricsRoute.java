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

/** {@code GET /metrics}: the figures in Prometheus' text format, for whom the operator lets in. */
public final class MetricsRoute implements ApiRoute {
  private final Supplier<String> scrape;
  private final Endpoint.Door door;

  /**
   * Publishes what a registry scrapes.
   *
   * @param door {@code OPEN} or {@code LOCAL}
   */
  public MetricsRoute(Supplier<String> scrape, Endpoint.Door door) {
    this.scrape = scrape;
    this.door = door;
  }

  @Override
  public Endpoint endpoint() {
    return new Endpoint(
        HttpMethod.GET, "/metrics", door, null, Endpoint.Body.NONE, Set.of(), false);
  }

  @Override
  public Future<Answer> answer(Call call) {
    return Future.succeededFuture(
        Answer.of("text/plain; version=0.0.4; charset=utf-8", Buffer.buffer(scrape.get())));
  }
}
