package org.goldcard.web.holder;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import org.goldcard.accounts.claim.ClaimStore;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/** {@code POST /card/api/claims/code}: a try at the one-time code. */
final class TryCodeRoute implements ApiRoute {
  private final HolderServices services;

  TryCodeRoute(HolderServices services) {
    this.services = services;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.holder(HttpMethod.POST, "/card/api/claims/code", Endpoint.Body.JSON);
  }

  @Override
  public Future<Answer> answer(Call call) {
    String code = call.json().read(fields -> new Typed(fields).text("code")).replaceAll("\\s", "");
    return Cookies.claim(call)
        .map(handle -> services.claims().attempt(handle, code).map(TryCodeRoute::said))
        .orElseGet(() -> Future.succeededFuture(Words.CLAIM_OVER.answer()));
  }

  private static Answer said(ClaimStore.Trial trial) {
    return switch (trial.result()) {
      case PROVEN -> Words.PROVEN.answer();
      case OVER -> Words.OVER.answer();
      case WRONG ->
          trial.triesLeft() == 0
              ? Words.OVER.answer()
              : Answer.json(200, Words.WRONG.json().put("triesLeft", trial.triesLeft()));
    };
  }
}
