package org.goldcard.web.api.cards;

import io.vertx.core.Future;
import java.util.regex.Pattern;
import org.goldcard.card.Instruction;
import org.goldcard.partners.Scope;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.json.Fields;

/**
 * {@code POST /v1/cards/{number}/closure}: 注销 on the holder's wish or death, with evidence; final
 * for this number.
 */
public final class CloseRoute implements ApiRoute {
  private final CardServices services;

  /** Closes by these services. */
  public CloseRoute(CardServices services) {
    this.services = services;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.post("/v1/cards/:number/closure", Scope.CARDS_CLOSE, Endpoint.Body.JSON);
  }

  @Override
  public Future<Answer> answer(Call call) {
    Body body = call.json().read(Body::from);
    Instruction instruction = call.instruction(body.reason() + " " + body.evidence());
    return CardPath.with(
        call,
        number -> services.status().close(number, instruction).map(o -> CardAnswers.of(o, call)));
  }

  /**
   * Why, and on what ground.
   *
   * @param reason one of a closed list
   * @param evidence the reference of the paper on file, 1 to 64 letters, digits and {@code
   *     -._/()〔〕}; nothing that could be a person's number
   */
  record Body(Reason reason, String evidence) {
    private static final Pattern REFERENCE =
        Pattern.compile("(?!.*[0-9]{11})[\\p{L}\\p{N}._/()〔〕（） -]{1,64}");

    static Body from(Fields fields) {
      return new Body(fields.oneOf("reason", Reason.class), fields.text("evidence", REFERENCE));
    }
  }

  /** Why a card is closed. */
  enum Reason {
    /** The holder wishes it. */
    HOLDER_WISH,
    /** The holder has died. */
    DEATH
  }
}
