package org.goldcard.web.api.cards;

import io.vertx.core.Future;
import org.goldcard.card.Instruction;
import org.goldcard.partners.Scope;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/**
 * {@code POST /v1/cards/{number}/resumption}: lifts a suspension or a loss report; codes fetched
 * before stay dead.
 */
public final class ResumeRoute implements ApiRoute {
  private final CardServices services;

  /** Resumes by these services. */
  public ResumeRoute(CardServices services) {
    this.services = services;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.post(
        "/v1/cards/:number/resumption", Scope.CARDS_SUSPEND, Endpoint.Body.EMPTY_JSON);
  }

  @Override
  public Future<Answer> answer(Call call) {
    call.requireNoMembers();
    Instruction instruction = call.instruction("");
    return CardPath.with(
        call,
        number -> services.status().resume(number, instruction).map(o -> CardAnswers.of(o, call)));
  }
}
