package org.goldcard.web.api.cards;

import io.vertx.core.Future;
import org.goldcard.card.Instruction;
import org.goldcard.partners.Scope;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.json.Fields;

/**
 * {@code POST /v1/cards/{number}/suspension}: 暂停使用, for security only; lifts by itself after 24
 * hours.
 */
public final class SuspendRoute implements ApiRoute {
  private final CardServices services;

  /** Suspends by these services. */
  public SuspendRoute(CardServices services) {
    this.services = services;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.post("/v1/cards/:number/suspension", Scope.CARDS_SUSPEND, Endpoint.Body.JSON);
  }

  @Override
  public Future<Answer> answer(Call call) {
    Body body = call.json().read(Body::from);
    Instruction instruction = call.instruction(body.reasonCode().name());
    return CardPath.with(
        call,
        number -> services.status().suspend(number, instruction).map(o -> CardAnswers.of(o, call)));
  }

  /**
   * Why.
   *
   * @param reasonCode one of a closed list, for the audit
   */
  record Body(Reason reasonCode) {
    static Body from(Fields fields) {
      return new Body(fields.oneOf("reasonCode", Reason.class));
    }
  }

  /** Why a card is stopped. */
  enum Reason {
    /** The holder's phone may be in other hands. */
    PHONE_LOST,
    /** Somebody seems to use the card for another. */
    SUSPECTED_MISUSE,
    /** The holder's account may be in other hands. */
    ACCOUNT_AT_RISK,
    /** A fault or an attack on the service itself. */
    SYSTEM_SECURITY
  }
}
