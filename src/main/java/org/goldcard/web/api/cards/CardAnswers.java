package org.goldcard.web.api.cards;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.card.Validity;
import org.goldcard.web.Answer;
import org.goldcard.web.Call;
import org.goldcard.web.Problems;

/**
 * Cards and receipts as the API shows them. A number that is none is answered like one nobody has.
 */
public final class CardAnswers {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{16}");

  private CardAnswers() {}

  /** Does something with the card number in the path. */
  public static Future<Answer> withNumber(Call call, Function<CardNumber, Future<Answer>> action) {
    String text = call.part("number");
    Optional<CardNumber> number =
        NUMBER.matcher(text).matches() ? CardNumber.parse(text) : Optional.empty();
    return number.map(action).orElseGet(() -> unknown(call));
  }

  /** No card with this number. */
  public static Future<Answer> unknown(Call call) {
    return Future.succeededFuture(Problems.of(CardRefusal.CARD_UNKNOWN, call.requestId()));
  }

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
