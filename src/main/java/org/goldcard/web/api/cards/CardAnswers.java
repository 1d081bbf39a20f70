package org.goldcard.web.api.cards;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.goldcard.card.Card;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.card.Validity;
import org.goldcard.web.Answer;
import org.goldcard.web.Call;
import org.goldcard.web.Problems;

/** Cards and receipts as the API shows them. */
final class CardAnswers {
  private CardAnswers() {}

  /** The receipt of a change, or why it was refused. */
  static Answer of(Outcome<Receipt> outcome, Call call) {
    return outcome.fold(
        receipt -> Answer.json(200, json(receipt)),
        refusal -> Problems.of(refusal, call.requestId()));
  }

  static JsonObject json(Receipt receipt) {
    return new JsonObject()
        .put("number", receipt.number().digits())
        .put("state", receipt.state().name())
        .put("talentClass", receipt.talentClass().name())
        .put("validity", json(receipt.validity()))
        .put("version", receipt.version())
        .put("rev", receipt.rev())
        .put("at", receipt.at().toString());
  }

  static JsonObject json(Card card, Instant now) {
    JsonObject json =
        new JsonObject()
            .put("number", card.number().digits())
            .put("state", card.stateAt(now).name())
            .put("talentClass", card.talentClass().name())
            .put("validity", json(card.validity()))
            .put("version", card.version());
    Instant until = card.suspendedUntil();
    return until == null ? json : json.put("suspendedUntil", until.toString());
  }

  private static JsonObject json(Validity validity) {
    return new JsonObject()
        .put("firstDay", validity.firstDay().toString())
        .put("lastDay", validity.lastDay().toString());
  }
}
