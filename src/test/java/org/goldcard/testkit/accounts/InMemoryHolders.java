package org.goldcard.testkit.accounts;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldcard.accounts.HolderAccounts;
import org.goldcard.accounts.claim.ClaimStore.Proven;
import org.goldcard.accounts.claim.CodeLimits;
import org.goldcard.accounts.session.SessionStore;
import org.jspecify.annotations.Nullable;

/** Accounts and signed-in browsers in memory: the twins of the real stores. */
public final class InMemoryHolders implements HolderAccounts, SessionStore {
  private final InMemoryClaimStore claims;
  private final Map<Long, String> passcodes = new HashMap<>();
  private final Map<Long, Session> sessions = new HashMap<>();
  private final List<String> consents = new ArrayList<>();
  private final InMemoryCounts counts = new InMemoryCounts();

  /** Accounts of these claims. */
  public InMemoryHolders(InMemoryClaimStore claims) {
    this.claims = claims;
  }

  /** The versions of the notice that were agreed to, in order. */
  public synchronized List<String> consents() {
    return List.copyOf(consents);
  }

  @Override
  public synchronized Future<Optional<String>> passcode(long talentId) {
    return Future.succeededFuture(Optional.ofNullable(passcodes.get(talentId)));
  }

  @Override
  public synchronized Future<Boolean> enrol(String claimHandle, String passcode, Browser browser) {
    Proven proven = claims.use(claimHandle, browser.at());
    if (proven == null) {
      return Future.succeededFuture(false);
    }
    passcodes.put(proven.talentId(), passcode);
    consents.add(proven.wish().notice());
    sessions.put(proven.talentId(), new Session(browser));
    return Future.succeededFuture(true);
  }

  @Override
  public synchronized Future<Boolean> signIn(long talentId, String tried, Browser browser) {
    if (!passcodes.containsKey(talentId)) {
      return Future.succeededFuture(false);
    }
    sessions.put(talentId, new Session(browser));
    counts.forget(tried);
    return Future.succeededFuture(true);
  }

  @Override
  public synchronized Future<Duration> takeTry(String tried, Instant now) {
    Duration wait =
        counts.wait(tried, now, Duration.ofMinutes(30), CodeLimits.TRIES, Duration.ZERO);
    if (wait.isZero()) {
      counts.add(tried, now);
    }
    return Future.succeededFuture(wait);
  }

  @Override
  public synchronized Future<Optional<SignedIn>> find(String shown, String fresh, Instant now) {
    for (Map.Entry<Long, Session> each : sessions.entrySet()) {
      Session session = each.getValue();
      if (session.knows(shown) && session.browser.endsAt().isAfter(now)) {
        return found(each.getKey(), session, shown, fresh, now);
      }
    }
    return Future.succeededFuture(Optional.empty());
  }

  private Future<Optional<SignedIn>> found(
      long talent, Session session, String shown, String fresh, Instant now) {
    boolean follows = false;
    if (shown.equals(session.token)) {
      boolean due = !session.rotated.plus(ROTATION).isAfter(now);
      follows = due && (session.next == null || !session.nextAt.isAfter(now.minus(GRACE)));
      if (follows) {
        session.next = fresh;
        session.nextAt = now;
      }
    } else if (shown.equals(session.next)) {
      session.takeOver(shown, now);
    } else if (!session.formerEnd.isAfter(now)) {
      sessions.remove(talent);
      return Future.succeededFuture(Optional.empty());
    }
    Browser browser = session.browser;
    return Future.succeededFuture(
        Optional.of(new SignedIn(talent, browser.channel(), browser.endsAt(), follows)));
  }

  @Override
  public synchronized Future<Void> end(String shown) {
    sessions.values().removeIf(session -> session.knows(shown));
    return Future.succeededFuture();
  }

  private static final class Session {
    private final Browser browser;
    private String token;
    private @Nullable String next;
    private Instant nextAt = Instant.MIN;
    private @Nullable String former;
    private Instant formerEnd = Instant.MIN;
    private Instant rotated;

    Session(Browser browser) {
      this.browser = browser;
      this.token = browser.tokenHash();
      this.rotated = browser.at();
    }

    boolean knows(String shown) {
      return shown.equals(token) || shown.equals(next) || shown.equals(former);
    }

    void takeOver(String shown, Instant now) {
      former = token;
      formerEnd = now.plus(GRACE);
      token = shown;
      next = null;
      rotated = now;
    }
  }
}
