package org.goldcard.accounts.passcode;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.goldcard.accounts.HolderAccounts;
import org.goldcard.accounts.HolderCards;
import org.goldcard.accounts.claim.ClaimCard;
import org.goldcard.accounts.claim.ClaimStore.Proven;
import org.goldcard.accounts.claim.Sought;
import org.goldcard.accounts.session.HolderSessions;
import org.goldcard.accounts.session.HolderSessions.Given;
import org.goldcard.token.secret.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Ends a proven claim: passcode, account, card, this browser signed in. The card comes first, so
 * that an account never stands without one; each step may be repeated. Safe from any thread.
 */
public final class EnrolHolder {
  private final ClaimCard claims;
  private final HolderAccounts accounts;
  private final Passcodes passcodes;
  private final HolderSessions sessions;
  private final HolderCards cards;

  /** Enrols over these. */
  public EnrolHolder(
      ClaimCard claims,
      HolderAccounts accounts,
      Passcodes passcodes,
      HolderSessions sessions,
      HolderCards cards) {
    this.claims = claims;
    this.accounts = accounts;
    this.passcodes = passcodes;
    this.sessions = sessions;
    this.cards = cards;
  }

  /** Sets the passcode of a proven claim. */
  public Future<Answer> enrol(String handle, String typed) {
    String passcode = PasscodeRules.normalised(typed);
    return claims
        .proven(handle)
        .compose(
            proven ->
                proven.isEmpty()
                    ? Future.succeededFuture(Answer.of(Result.OVER))
                    : enrol(handle, proven.get(), passcode));
  }

  private Future<Answer> enrol(String handle, Proven proven, String passcode) {
    var flaw = PasscodeRules.flaw(passcode, own(proven.wish().sought()));
    if (flaw.isPresent()) {
      return Future.succeededFuture(new Answer(Result.FLAWED, flaw.get(), null));
    }
    return cards
        .issue(proven.talentId())
        .compose(
            issued ->
                issued
                    ? passcodes.hash(passcode).compose(hash -> open(handle, proven, hash))
                    : Future.succeededFuture(Answer.of(Result.NO_CARD)));
  }

  private static List<String> own(Sought sought) {
    List<String> own = new ArrayList<>();
    own.add(sought.key().replaceFirst("^\\+86", ""));
    return own;
  }

  private Future<Answer> open(String handle, Proven proven, String hash) {
    Given given = sessions.fresh(proven.wish().channel());
    return accounts
        .enrol(Secrets.hash(handle), hash, given.browser())
        .compose(
            done ->
                done
                    ? cards
                        .endCodes(proven.talentId())
                        .map(new Answer(Result.ENROLLED, null, given.cookie()))
                    : Future.succeededFuture(Answer.of(Result.OVER)));
  }

  /** What came of it, in a word. */
  public enum Result {
    /** The account is open, the card is there. */
    ENROLLED,
    /** The passcode is not taken. */
    FLAWED,
    /** The claim was not proven, is over, or was used. */
    OVER,
    /** The talent can have no card; the window helps. */
    NO_CARD
  }

  /**
   * What came of it.
   *
   * @param result in a word
   * @param flaw why the passcode is not taken; null unless that is so
   * @param cookie for the browser; null unless enrolled
   */
  public record Answer(Result result, PasscodeRules.@Nullable Flaw flaw, @Nullable String cookie) {
    static Answer of(Result result) {
      return new Answer(result, null, null);
    }

    /** Nothing of the cookie. */
    @Override
    public String toString() {
      return result.name();
    }
  }
}
