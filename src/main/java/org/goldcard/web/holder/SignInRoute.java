package org.goldcard.web.holder;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.LocalDate;
import org.goldcard.accounts.Channel;
import org.goldcard.accounts.passcode.SignIn;
import org.goldcard.accounts.session.HolderSessions;
import org.goldcard.card.Validity;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/** {@code POST /card/api/sessions}: sign in on this browser by document and passcode. */
final class SignInRoute implements ApiRoute {
  private final HolderServices services;

  SignInRoute(HolderServices services) {
    this.services = services;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.holder(HttpMethod.POST, "/card/api/sessions", Endpoint.Body.JSON);
  }

  @Override
  public Future<Answer> answer(Call call) {
    LocalDate today = Validity.dayOf(services.clock().instant());
    return call.json().read(fields -> signIn(new Typed(fields), today));
  }

  private Future<Answer> signIn(Typed typed, LocalDate today) {
    IdentityDocument document = typed.document(today);
    String passcode = typed.passcode("passcode");
    return document == null || typed.isFlawed()
        ? Future.succeededFuture(typed.flawed())
        : services.signIn().signIn(document, passcode, Channel.WEB).map(SignInRoute::said);
  }

  private static Answer said(SignIn.Answer answer) {
    if (answer.cookie() != null) {
      return Cookies.withSession(Words.SIGNED_IN.answer(), answer.cookie(), HolderSessions.LIFE);
    }
    boolean wait = answer.result() == SignIn.Result.WAIT;
    return wait ? Words.wait(answer.delay()) : Words.WRONG_PASSCODE.answer();
  }
}
