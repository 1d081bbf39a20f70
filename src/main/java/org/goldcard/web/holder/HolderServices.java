package org.goldcard.web.holder;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.goldcard.accounts.claim.ClaimCard;
import org.goldcard.accounts.passcode.EnrolHolder;
import org.goldcard.accounts.passcode.SignIn;
import org.goldcard.accounts.session.HolderSessions;
import org.goldcard.card.Card;
import org.goldcard.web.ApiRoute;

/**
 * What the endpoints of the talent's pages call.
 *
 * @param claims opens claims and tries their codes
 * @param enrol ends a proven claim with a passcode
 * @param signIn signs in by passcode
 * @param sessions knows signed-in browsers
 * @param holders who a talent is and which card it has; empty where there is none
 * @param codes the live codes ahead of a card
 * @param windows districts with their windows, as they are shown today
 * @param clock the server's clock
 */
public record HolderServices(
    ClaimCard claims,
    EnrolHolder enrol,
    SignIn signIn,
    HolderSessions sessions,
    LongFunction<Future<Optional<Holder>>> holders,
    Codes codes,
    Supplier<JsonArray> windows,
    InstantSource clock) {

  /** The version of the notice that is shown; whoever agreed to another is asked again. */
  public static final String NOTICE = "2026-11";

  /**
   * A holder, as its own page shows it.
   *
   * @param name the legal name
   * @param card the card
   */
  public record Holder(String name, Card card) {
    /** The card alone. */
    @Override
    public String toString() {
      return "Holder[" + card.number() + "]";
    }
  }

  /** Signs live codes ahead: no waiting, safe from any thread. */
  @FunctionalInterface
  public interface Codes {
    /** The code of the running half minute and those that follow, ten minutes in all. */
    JsonArray ahead(Card card);
  }

  /** All endpoints. */
  public List<ApiRoute> routes() {
    return List.of(
        new FactsRoute(this),
        ClaimRoute.byDocument(this),
        ClaimRoute.byPhone(this),
        new AgainRoute(this),
        new TryCodeRoute(this),
        new EnrolRoute(this),
        new SignInRoute(this),
        new SignOutRoute(this),
        new HolderRoute(this),
        new HolderCodesRoute(this));
  }
}
