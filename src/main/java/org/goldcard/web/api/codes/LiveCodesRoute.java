package org.goldcard.web.api.codes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.goldcard.card.Card;
import org.goldcard.partners.Scope;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.ProblemCode;
import org.goldcard.web.Refused;
import org.goldcard.web.api.codes.CodeServices.ShownCode;

/**
 * {@code GET /v1/cards/{number}/live-codes?ahead=0..19}: the live code of the running half minute
 * and as many of the next ones as asked for, to be shown by the server's clock.
 */
public final class LiveCodesRoute implements ApiRoute {
  /** The most codes ahead: with the running one, ten minutes. */
  public static final int MOST_AHEAD = 19;

  private final CodeServices services;

  /** Gives out codes by these services. */
  public LiveCodesRoute(CodeServices services) {
    this.services = services;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/v1/cards/:number/live-codes", Scope.CODES, "ahead");
  }

  @Override
  public Future<Answer> answer(Call call) {
    int ahead = call.query("ahead").map(LiveCodesRoute::ahead).orElse(0);
    return ActiveCard.of(call, services, card -> Future.succeededFuture(codes(card, ahead + 1)));
  }

  private Answer codes(Card card, int count) {
    Instant now = services.clock().instant();
    JsonArray codes = new JsonArray();
    services.codes().sign(card, now, count).stream().map(LiveCodesRoute::json).forEach(codes::add);
    return Answer.json(200, new JsonObject().put("codes", codes).put("serverTime", now.toString()));
  }

  private static JsonObject json(ShownCode code) {
    return new JsonObject()
        .put("code", code.code())
        .put("shownFrom", code.shownFrom().toString())
        .put("shownUntil", code.shownUntil().toString())
        .put("acceptedUntil", code.acceptedUntil().toString());
  }

  private static int ahead(String text) {
    int ahead = text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : -1;
    if (ahead < 0 || ahead > MOST_AHEAD) {
      throw Refused.at(ProblemCode.FIELD_VALUE, "query.ahead");
    }
    return ahead;
  }
}
