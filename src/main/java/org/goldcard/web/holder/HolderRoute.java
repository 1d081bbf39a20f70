package org.goldcard.web.holder;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.goldcard.card.Card;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.holder.HolderServices.Holder;
import org.jspecify.annotations.Nullable;

/** {@code GET /card/api/card}: the card of whoever is signed in. */
final class HolderRoute implements ApiRoute {
  private final HolderServices services;

  HolderRoute(HolderServices services) {
    this.services = services;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.holder(HttpMethod.GET, "/card/api/card", Endpoint.Body.NONE);
  }

  @Override
  public Future<Answer> answer(Call call) {
    return Cookies.signedIn(
        call,
        services,
        in -> services.holders().apply(in.talentId()).map(holder -> said(holder.orElse(null))));
  }

  private Answer said(@Nullable Holder holder) {
    return holder == null ? Words.NO_CARD.answer() : Answer.json(200, json(holder));
  }

  private JsonObject json(Holder holder) {
    Card card = holder.card();
    Instant now = services.clock().instant();
    return Words.CARD
        .json()
        .put("name", holder.name())
        .put("number", card.number().inFours())
        .put("class", card.talentClass().name())
        .put("state", card.stateAt(now).name())
        .put("validFrom", card.validity().firstDay().toString())
        .put("validUntil", card.validity().lastDay().toString())
        .put("serverTime", now.toString());
  }
}
