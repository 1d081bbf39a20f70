package org.goldcard.web.api.cards;

import io.vertx.core.Future;
import org.goldcard.card.Instruction;
import org.goldcard.partners.Scope;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/**
 * {@code POST /v1/cards/{number}/upgrade}: to the higher class the holder is recognised as, with a
 * new term (article 24(2)).
 */
public final class UpgradeRoute implements ApiRoute {
  private final CardServices services;

  /** Upgrades by these services. */
  public UpgradeRoute(CardServices services) {
    this.services = services;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.post(
        "/v1/cards/:number/upgrade", Scope.CARDS_UPGRADE, Endpoint.Body.EMPTY_JSON);
  }

  @Override
  public Future<Answer> answer(Call call) {
    call.requireNoMembers();
    Instruction instruction = call.instruction("");
    return CardPath.with(
        call,
        number ->
            services.upgrade().upgrade(number, instruction).map(o -> CardAnswers.of(o, call)));
  }
}
