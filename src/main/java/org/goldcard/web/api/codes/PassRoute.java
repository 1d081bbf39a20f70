package org.goldcard.web.api.codes;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.goldcard.card.Card;
import org.goldcard.partners.Scope;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/**
 * {@code GET /v1/cards/{number}/pass}: the pass of the card's present version as {@code
 * application/goldcard+jwt}, or in JSON for those who ask for that.
 */
public final class PassRoute implements ApiRoute {
  private static final String JWT = "application/goldcard+jwt";

  private final CodeServices services;

  /** Gives out passes by these services. */
  public PassRoute(CodeServices services) {
    this.services = services;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/v1/cards/:number/pass", Scope.CODES);
  }

  @Override
  public Future<Answer> answer(Call call) {
    boolean json = call.listed("Accept").contains(Answer.JSON);
    return ActiveCard.of(
        call, services, card -> Future.succeededFuture(json ? json(card) : jwt(card)));
  }

  private Answer jwt(Card card) {
    return Answer.of(JWT, Buffer.buffer(services.pass().apply(card))).with("Vary", "Accept");
  }

  private Answer json(Card card) {
    JsonObject body =
        new JsonObject()
            .put("number", card.number().digits())
            .put("pass", services.pass().apply(card))
            .put("version", card.version())
            .put("validUntil", card.validity().lastDay().toString());
    return Answer.json(200, body).with("Vary", "Accept");
  }
}
