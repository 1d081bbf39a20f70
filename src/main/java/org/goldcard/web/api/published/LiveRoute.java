package org.goldcard.web.api.published;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/** {@code GET /health/live}: the process answers. Whoever gets none restarts it. */
public final class LiveRoute implements ApiRoute {
  @Override
  public Endpoint endpoint() {
    return Endpoint.open("/health/live", false);
  }

  @Override
  public Future<Answer> answer(Call call) {
    return Future.succeededFuture(Answer.json(200, new JsonObject().put("status", "live")));
  }
}
