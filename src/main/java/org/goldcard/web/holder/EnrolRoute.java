package org.goldcard.web.holder;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import org.goldcard.accounts.passcode.EnrolHolder;
import org.goldcard.accounts.session.HolderSessions;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/** {@code POST /card/api/claims/passcode}: the passcode that ends a proven claim. */
final class EnrolRoute implements ApiRoute {
  private final HolderServices services;

  EnrolRoute(HolderServices services) {
    this.services = services;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.holder(HttpMethod.POST, "/card/api/claims/passcode", Endpoint.Body.JSON);
  }

  @Override
  public Future<Answer> answer(Call call) {
    String passcode = call.json().read(fields -> new Typed(fields).text("passcode"));
    return Cookies.claim(call)
        .map(handle -> services.enrol().enrol(handle, passcode).map(EnrolRoute::said))
        .orElseGet(() -> Future.succeededFuture(Words.CLAIM_OVER.answer()));
  }

  private static Answer said(EnrolHolder.Answer answer) {
    if (answer.cookie() != null) {
      return Cookies.withSession(Words.ENROLLED.answer(), answer.cookie(), HolderSessions.LIFE);
    }
    if (answer.flaw() != null) {
      return Typed.flawed("passcode", answer.flaw());
    }
    boolean none = answer.result() == EnrolHolder.Result.NO_CARD;
    return none ? Words.NO_CARD.answer() : Words.CLAIM_OVER.answer();
  }
}
