package org.goldcard.web.api.cards;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardRefusal;
import org.goldcard.web.Answer;
import org.goldcard.web.Call;
import org.goldcard.web.Problems;

/** The card number in a path. A number that is none is answered like one nobody has. */
public final class CardPath {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{16}");

  private CardPath() {}

  /** Does something with the number. */
  public static Future<Answer> with(Call call, Function<CardNumber, Future<Answer>> action) {
    String text = call.part("number");
    Optional<CardNumber> number =
        NUMBER.matcher(text).matches() ? CardNumber.parse(text) : Optional.empty();
    return number.map(action).orElseGet(() -> unknown(call));
  }

  /** No card with this number. */
  public static Future<Answer> unknown(Call call) {
    return Future.succeededFuture(Problems.of(CardRefusal.CARD_UNKNOWN, call.requestId()));
  }
}
