package org.goldcard.accounts.passcode;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.goldcard.accounts.Channel;
import org.goldcard.accounts.HolderAccounts;
import org.goldcard.accounts.HolderCards;
import org.goldcard.accounts.People;
import org.goldcard.accounts.Person;
import org.goldcard.accounts.session.HolderSessions;
import org.goldcard.accounts.session.HolderSessions.Given;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.token.secret.FieldIndex;
import org.jspecify.annotations.Nullable;

/**
 * Signs a holder in on another browser by passcode: it presents the card from now on, the one
 * before no more. Unknown people cost the same work and hear the same. Safe from any thread.
 */
public final class SignIn {
  private static final long NOBODY = -1;

  private final People people;
  private final HolderAccounts accounts;
  private final Passcodes passcodes;
  private final HolderSessions sessions;
  private final HolderCards cards;
  private final FieldIndex index;
  private final InstantSource clock;

  /** Signs in over these. */
  public SignIn(
      People people,
      HolderAccounts accounts,
      Passcodes passcodes,
      HolderSessions sessions,
      HolderCards cards,
      FieldIndex index,
      InstantSource clock) {
    this.people = people;
    this.accounts = accounts;
    this.passcodes = passcodes;
    this.sessions = sessions;
    this.cards = cards;
    this.index = index;
    this.clock = clock;
  }

  /** Tries a passcode. */
  public Future<Answer> signIn(IdentityDocument document, String passcode, Channel channel) {
    String tried = index.hexKey("passcode.tried", document.number());
    return accounts
        .takeTry(tried, clock.instant())
        .compose(
            wait ->
                wait.isZero()
                    ? attempt(document, PasscodeRules.normalised(passcode), tried, channel)
                    : Future.succeededFuture(new Answer(Result.WAIT, wait, null)));
  }

  private Future<Answer> attempt(
      IdentityDocument document, String passcode, String tried, Channel channel) {
    return people
        .withDocument(document)
        .map(SignIn::only)
        .compose(
            talent ->
                accounts
                    .passcode(talent)
                    .compose(stored -> passcodes.matches(passcode, stored.orElse(null)))
                    .compose(right -> right ? signedIn(talent, tried, channel) : wrong()));
  }

  /** Where two people share a number nobody is meant: their way is the code. */
  private static long only(List<Person> found) {
    List<Person> fitting = found.stream().filter(Person::mayClaim).toList();
    return fitting.size() == 1 ? fitting.get(0).talentId() : NOBODY;
  }

  private static Future<Answer> wrong() {
    return Future.succeededFuture(new Answer(Result.WRONG, Duration.ZERO, null));
  }

  private Future<Answer> signedIn(long talent, String tried, Channel channel) {
    Given given = sessions.fresh(channel);
    return accounts
        .signIn(talent, tried, given.browser())
        .compose(
            done ->
                done
                    ? cards
                        .endCodes(talent)
                        .map(new Answer(Result.SIGNED_IN, Duration.ZERO, given.cookie()))
                    : wrong());
  }

  /** What came of it, in a word. */
  public enum Result {
    /** Signed in. */
    SIGNED_IN,
    /** No such account, or another passcode. */
    WRONG,
    /** Tried too often. */
    WAIT
  }

  /**
   * What came of it.
   *
   * @param result in a word
   * @param delay how long to wait
   * @param cookie for the browser; null unless signed in
   */
  public record Answer(Result result, Duration delay, @Nullable String cookie) {
    /** Nothing of the cookie. */
    @Override
    public String toString() {
      return result.name();
    }
  }
}
