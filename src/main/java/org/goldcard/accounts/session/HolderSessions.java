package org.goldcard.accounts.session;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.goldcard.accounts.Channel;
import org.goldcard.accounts.HolderAccounts.Browser;
import org.goldcard.accounts.session.SessionStore.SignedIn;
import org.goldcard.token.secret.Secrets;
import org.jspecify.annotations.Nullable;

/** Keeps a holder's browser signed in for 180 days. Safe from any thread. */
public final class HolderSessions {
  /** How long a browser stays signed in. */
  public static final Duration LIFE = Duration.ofDays(180);

  private final SessionStore store;
  private final RandomGenerator random;
  private final InstantSource clock;

  /** Sessions in a store; {@code random} must be cryptographically strong. */
  public HolderSessions(SessionStore store, RandomGenerator random, InstantSource clock) {
    this.store = store;
    this.random = random;
    this.clock = clock;
  }

  /** A browser about to be signed in, with the cookie it is to be given. */
  public Given fresh(Channel channel) {
    String cookie = Secrets.random(random);
    var now = clock.instant();
    return new Given(cookie, new Browser(Secrets.hash(cookie), channel, now, now.plus(LIFE)));
  }

  /** Whose browser shows a cookie; empty where it is not signed in. */
  public Future<Optional<Found>> find(String cookie) {
    String fresh = Secrets.random(random);
    return store
        .find(Secrets.hash(cookie), Secrets.hash(fresh), clock.instant())
        .map(found -> found.map(in -> new Found(in, in.follows() ? fresh : null)));
  }

  /** Signs a browser out. */
  public Future<Void> end(String cookie) {
    return store.end(Secrets.hash(cookie));
  }

  /**
   * A cookie with what is kept of it.
   *
   * @param cookie for the browser
   * @param browser for the record
   */
  public record Given(String cookie, Browser browser) {
    /** Nothing of the cookie. */
    @Override
    public String toString() {
      return "Given";
    }
  }

  /**
   * A browser that is signed in.
   *
   * @param signedIn whose it is
   * @param follows the cookie to be given next; null while the present one serves
   */
  public record Found(SignedIn signedIn, @Nullable String follows) {
    /** Nothing of the cookie. */
    @Override
    public String toString() {
      return "Found[" + signedIn.talentId() + "]";
    }
  }
}
