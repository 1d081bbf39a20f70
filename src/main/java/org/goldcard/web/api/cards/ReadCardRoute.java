package org.goldcard.web.api.cards;

import io.vertx.core.Future;
import org.goldcard.card.Card;
import org.goldcard.partners.Scope;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/** {@code GET /v1/cards/{number}}: the card as recorded, in the state it shows now. */
public final class ReadCardRoute implements ApiRoute {
  private final CardServices services;

  /** Reads by these services. */
  public ReadCardRoute(CardServices services) {
    this.services = services;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/v1/cards/:number", Scope.CARDS_READ);
  }

  @Override
  public Future<Answer> answer(Call call) {
    return CardPath.with(
        call,
        number ->
            services
                .cards()
                .find(number)
                .compose(found -> found.map(this::shown).orElseGet(() -> CardPath.unknown(call))));
  }

  private Future<Answer> shown(Card card) {
    return Future.succeededFuture(
        Answer.json(200, CardAnswers.json(card, services.clock().instant())));
  }
}
