package org.goldcard.web.holder;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import org.goldcard.card.CardState;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.holder.HolderServices.Holder;
import org.jspecify.annotations.Nullable;

/** {@code GET /card/api/codes}: the live codes of the next ten minutes. */
final class HolderCodesRoute implements ApiRoute {
  private final HolderServices services;

  HolderCodesRoute(HolderServices services) {
    this.services = services;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.holder(HttpMethod.GET, "/card/api/codes", Endpoint.Body.NONE);
  }

  @Override
  public Future<Answer> answer(Call call) {
    return Cookies.signedIn(
        call,
        services,
        in -> services.holders().apply(in.talentId()).map(holder -> said(holder.orElse(null))));
  }

  private Answer said(@Nullable Holder holder) {
    Instant now = services.clock().instant();
    if (holder == null || holder.card().stateAt(now) != CardState.ACTIVE) {
      return Words.NO_CODE.answer();
    }
    return Answer.json(
        200,
        Words.CODES
            .json()
            .put("codes", services.codes().ahead(holder.card()))
            .put("serverTime", now.toString()));
  }
}
