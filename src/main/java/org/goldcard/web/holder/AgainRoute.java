package org.goldcard.web.holder;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Optional;
import org.goldcard.accounts.claim.Way;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/** {@code POST /card/api/claims/again}: the code once more, to the phone or by e-mail. */
final class AgainRoute implements ApiRoute {
  private final HolderServices services;

  AgainRoute(HolderServices services) {
    this.services = services;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.holder(HttpMethod.POST, "/card/api/claims/again", Endpoint.Body.JSON);
  }

  @Override
  public Future<Answer> answer(Call call) {
    Way way = call.json().read(fields -> new Typed(fields).way());
    return Cookies.claim(call)
        .map(handle -> services.claims().again(handle, way).map(AgainRoute::said))
        .orElseGet(() -> Future.succeededFuture(Words.CLAIM_OVER.answer()));
  }

  private static Answer said(Optional<Duration> delay) {
    if (delay.isEmpty()) {
      return Words.CLAIM_OVER.answer();
    }
    return delay.get().isZero() ? ClaimRoute.sent() : Words.wait(delay.get());
  }
}
