package org.goldcard.web.api.cards;

import io.vertx.core.Future;
import org.goldcard.card.Instruction;
import org.goldcard.partners.Scope;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/**
 * {@code POST /v1/cards/{number}/loss-report}: 挂失, on the holder's word; lasts until lifted, and
 * kills the codes fetched before.
 */
public final class ReportLossRoute implements ApiRoute {
  private final CardServices services;

  /** Reports losses by these services. */
  public ReportLossRoute(CardServices services) {
    this.services = services;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.post(
        "/v1/cards/:number/loss-report", Scope.CARDS_SUSPEND, Endpoint.Body.EMPTY_JSON);
  }

  @Override
  public Future<Answer> answer(Call call) {
    call.requireNoMembers();
    Instruction instruction = call.instruction("HOLDER_REPORT");
    return CardPath.with(
        call,
        number ->
            services.status().reportLost(number, instruction).map(o -> CardAnswers.of(o, call)));
  }
}
