package org.goldcard.web.api.codes;

import io.vertx.core.Future;
import java.util.function.Function;
import org.goldcard.card.Card;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.CardState;
import org.goldcard.web.Answer;
import org.goldcard.web.Call;
import org.goldcard.web.Problems;
import org.goldcard.web.api.cards.CardPath;

/** Only an active card gives out anything to show. */
final class ActiveCard {
  private ActiveCard() {}

  /** Does something with the active card of the number in the path. */
  static Future<Answer> of(
      Call call, CodeServices services, Function<Card, Future<Answer>> action) {
    return CardPath.with(
        call,
        number ->
            services
                .cards()
                .find(number)
                .compose(
                    found ->
                        found
                            .map(card -> ifActive(call, services, card, action))
                            .orElseGet(() -> CardPath.unknown(call))));
  }

  private static Future<Answer> ifActive(
      Call call, CodeServices services, Card card, Function<Card, Future<Answer>> action) {
    boolean active = card.stateAt(services.clock().instant()) == CardState.ACTIVE;
    return active
        ? action.apply(card)
        : Future.succeededFuture(Problems.of(CardRefusal.WRONG_STATE, call.requestId()));
  }
}
