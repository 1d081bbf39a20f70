package org.goldcard.web.holder;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/** {@code POST /card/api/sessions/end}: sign this browser out. */
final class SignOutRoute implements ApiRoute {
  private final HolderServices services;

  SignOutRoute(HolderServices services) {
    this.services = services;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.holder(HttpMethod.POST, "/card/api/sessions/end", Endpoint.Body.EMPTY_JSON);
  }

  @Override
  public Future<Answer> answer(Call call) {
    call.requireNoMembers();
    Future<Void> ended =
        Cookies.session(call).map(services.sessions()::end).orElseGet(Future::succeededFuture);
    return ended.map(done -> Cookies.withoutSession(Words.GOODBYE.answer()));
  }
}
