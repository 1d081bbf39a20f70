package org.goldcard.web.api.sandbox;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiFunction;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.partners.Scope;
import org.goldcard.verifying.sandbox.TestCard;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.ProblemCode;
import org.goldcard.web.Refused;

/**
 * {@code GET /v1/sandbox/cards/:number/codes}: a fresh live code and the pass of a test card, as a
 * phone would show them by a clock that is {@link ClockOffset} ahead.
 */
public final class TestCodesRoute implements ApiRoute {
  private final BiFunction<Card, Duration, String> liveCodes;
  private final BiFunction<Card, Duration, String> passes;

  /** Signs with the keys of the sandbox. */
  public TestCodesRoute(
      BiFunction<Card, Duration, String> liveCodes, BiFunction<Card, Duration, String> passes) {
    this.liveCodes = liveCodes;
    this.passes = passes;
  }

  @Override
  public Endpoint endpoint() {
    return new Endpoint(
        HttpMethod.GET,
        "/v1/sandbox/cards/:number/codes",
        Endpoint.Door.CLIENT,
        Scope.SANDBOX,
        Endpoint.Body.NONE,
        Set.of(),
        false);
  }

  @Override
  public Future<Answer> answer(Call call) {
    TestCard found =
        CardNumber.parse(call.part("number"))
            .flatMap(TestCard::of)
            .orElseThrow(() -> Refused.of(ProblemCode.NOT_FOUND));
    Duration offset = ClockOffset.of(call);
    Card card = found.card();
    JsonObject body =
        new JsonObject()
            .put("number", card.number().digits())
            .put("yields", found.yields().name())
            .put("liveCode", liveCodes.apply(card, offset))
            .put("pass", passes.apply(card, offset));
    return Future.succeededFuture(Answer.json(200, body));
  }
}
