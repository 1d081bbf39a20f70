package org.goldcard.dev.demo;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.goldcard.card.Actor;
import org.goldcard.card.CardNumber;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;

/**
 * The routes that only the embedded default has, on loopback: a fresh live code, a fresh access
 * token, a withdrawal without the four bodies of article 24(3). Plain text, for shells.
 */
public final class DemoRoutes {
  private static final String NO_CODE =
      "没有这张卡的码：卡不存在、已停用或已到期 / no code: the card is unknown, stopped or ended";
  private static final Pattern RETRY_KEY = Pattern.compile("[\\x21-\\x7e]{1,64}");

  private final Function<CardNumber, Future<Optional<String>>> liveCode;
  private final Supplier<CardNumber> firstCard;
  private final Function<String, Optional<String>> accessToken;
  private final Withdrawal withdrawal;

  /**
   * Routes over these functions.
   *
   * @param liveCode a fresh live code of a card; empty where its state allows none
   * @param firstCard the card shown when none is named
   * @param accessToken a fresh access token of a demo client; empty for an unknown one
   * @param withdrawal withdraws a card
   */
  public DemoRoutes(
      Function<CardNumber, Future<Optional<String>>> liveCode,
      Supplier<CardNumber> firstCard,
      Function<String, Optional<String>> accessToken,
      Withdrawal withdrawal) {
    this.liveCode = liveCode;
    this.firstCard = firstCard;
    this.accessToken = accessToken;
    this.withdrawal = withdrawal;
  }

  /** Adds them to a router. */
  public void mount(Router router) {
    router.get("/dev/live-code").handler(at -> liveCode(at, firstCard.get()));
    router.get("/dev/live-code/:card").handler(at -> card(at).ifPresent(c -> liveCode(at, c)));
    router.get("/dev/token").handler(at -> token(at, DemoClients.HOSPITAL));
    router.get("/dev/token/:client").handler(at -> token(at, at.pathParam("client")));
    router
        .post("/dev/cards/:card/revocation")
        .handler(at -> card(at).ifPresent(c -> revoke(at, c)));
  }

  private void liveCode(RoutingContext at, CardNumber card) {
    liveCode
        .apply(card)
        .onSuccess(code -> text(at, code.isPresent() ? 200 : 409, code.orElse(NO_CODE)))
        .onFailure(failure -> text(at, 503, "the store is away"));
  }

  private void token(RoutingContext at, String client) {
    Optional<String> token = accessToken.apply(client);
    text(at, token.isPresent() ? 200 : 404, token.orElse("no such demo client"));
  }

  private void revoke(RoutingContext at, CardNumber card) {
    String key = at.request().getHeader("Idempotency-Key");
    if (key != null && !RETRY_KEY.matcher(key).matches()) {
      text(at, 400, "Idempotency-Key: not 1 to 64 printable ASCII characters");
      return;
    }
    Instruction.RetryKey retryKey =
        key == null ? null : new Instruction.RetryKey(key, "revoke " + card.digits());
    Actor actor = new Actor(Actor.Kind.SYSTEM, "demonstration");
    withdrawal
        .revoke(card, new Instruction(actor, "demonstration", retryKey))
        .onSuccess(outcome -> text(at, status(outcome), outcome.fold(DemoRoutes::say, Enum::name)))
        .onFailure(failure -> text(at, 503, "the store is away"));
  }

  private static int status(Outcome<Receipt> outcome) {
    return outcome.isDone() ? 200 : 409;
  }

  private static String say(Receipt receipt) {
    return receipt.state() + " rev " + receipt.rev();
  }

  private static Optional<CardNumber> card(RoutingContext at) {
    Optional<CardNumber> card = CardNumber.parse(at.pathParam("card"));
    if (card.isEmpty()) {
      text(at, 404, "no such card");
    }
    return card;
  }

  private static void text(RoutingContext at, int status, String text) {
    at.response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .end(text)
        .onFailure(at::fail);
  }

  /** Withdraws a card at once; never outside the demonstration. */
  @FunctionalInterface
  public interface Withdrawal {
    /** The receipt, or why not. */
    Future<Outcome<Receipt>> revoke(CardNumber card, Instruction instruction);
  }
}
