package org.goldcard.web.api.sandbox;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.goldcard.partners.Scope;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.sandbox.TestCard;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/** {@code GET /v1/sandbox/cards}: the test cards, and the result that each of them yields. */
public final class TestCardsRoute implements ApiRoute {
  @Override
  public Endpoint endpoint() {
    return new Endpoint(
        HttpMethod.GET,
        "/v1/sandbox/cards",
        Endpoint.Door.CLIENT,
        Scope.SANDBOX,
        Endpoint.Body.NONE,
        Set.of(),
        false);
  }

  @Override
  public Future<Answer> answer(Call call) {
    JsonArray cards = new JsonArray();
    for (TestCard card : TestCard.all()) {
      ResultCode yields = card.yields();
      cards.add(
          new JsonObject()
              .put("number", card.number().digits())
              .put("yields", yields.name())
              .put("zh", yields.zh())
              .put("en", yields.en()));
    }
    return Future.succeededFuture(Answer.json(200, new JsonObject().put("cards", cards)));
  }
}
