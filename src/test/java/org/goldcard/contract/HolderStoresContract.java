package org.goldcard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.goldcard.accounts.Channel;
import org.goldcard.accounts.HolderAccounts;
import org.goldcard.accounts.HolderAccounts.Browser;
import org.goldcard.accounts.Language;
import org.goldcard.accounts.claim.ClaimStore;
import org.goldcard.accounts.claim.ClaimStore.Made;
import org.goldcard.accounts.claim.Sought;
import org.goldcard.accounts.claim.Way;
import org.goldcard.accounts.claim.Wish;
import org.goldcard.accounts.session.HolderSessions;
import org.goldcard.accounts.session.SessionStore;
import org.goldcard.accounts.session.SessionStore.SignedIn;
import org.goldcard.card.talent.PhoneNumber;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TickingClock;
import org.junit.jupiter.api.Test;

/** What the stores of accounts and of signed-in browsers promise together. */
public abstract class HolderStoresContract {
  private static final AtomicInteger NAMES = new AtomicInteger();

  protected final TickingClock clock = new TickingClock("2026-11-23T02:00:00Z");

  /** The claims that accounts are opened by. */
  protected abstract ClaimStore claims();

  /** Empty accounts. */
  protected abstract HolderAccounts accounts();

  /** The browsers of those accounts. */
  protected abstract SessionStore sessions();

  /** Two talents of record. */
  protected abstract List<Long> talents();

  private Instant now() {
    return clock.instant();
  }

  private static String fresh(String what) {
    return what + "-" + NAMES.incrementAndGet();
  }

  private Browser browser(String token) {
    return new Browser(token, Channel.WEB, now(), now().plus(HolderSessions.LIFE));
  }

  private String proven(long talent) {
    String handle = fresh("handle");
    Sought sought = new Sought.ByPhone(new PhoneNumber("+8614000000001"), "0019");
    Wish wish = new Wish(sought, Way.USUAL, Channel.WEB, Language.EN, "2026-11");
    assertThat(Awaited.result(claims().open(handle, wish, fresh("typed"), null, now()))).isZero();
    Made made = new Made("right", talent, fresh("phone"));
    assertThat(Awaited.result(claims().arm(handle, made, now()))).isTrue();
    assertThat(Awaited.result(claims().attempt(handle, "right", now())).result())
        .isEqualTo(ClaimStore.Result.PROVEN);
    return handle;
  }

  private String enrolled(long talent) {
    String token = fresh("token");
    assertThat(Awaited.result(accounts().enrol(proven(talent), "hash", browser(token)))).isTrue();
    return token;
  }

  private Optional<SignedIn> find(String token, String fresh) {
    return Awaited.result(sessions().find(token, fresh, now()));
  }

  @Test
  void aProvenClaimOpensTheAccountOnce() {
    long talent = talents().get(0);
    String handle = proven(talent);
    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(accounts().enrol(handle, "hash", browser(fresh("token"))));
    }
    assertThat(all.stream().map(Awaited::result).toList()).containsOnlyOnce(true);
    assertThat(Awaited.result(accounts().passcode(talent))).contains("hash");
    assertThat(Awaited.result(accounts().passcode(talents().get(1)))).isEmpty();
  }

  @Test
  void nothingOpensWithoutAProof() {
    assertThat(Awaited.result(accounts().enrol("unknown", "hash", browser(fresh("token")))))
        .isFalse();
    String late = proven(talents().get(0));
    clock.move(Duration.ofMinutes(30));
    assertThat(Awaited.result(accounts().enrol(late, "hash", browser(fresh("token"))))).isFalse();
    assertThat(Awaited.result(accounts().passcode(talents().get(0)))).isEmpty();
  }

  @Test
  protected void anotherProofSetsAnotherPasscodeAndSignsTheOldBrowserOut() {
    long talent = talents().get(0);
    String old = enrolled(talent);
    String token = fresh("token");
    assertThat(Awaited.result(accounts().enrol(proven(talent), "other", browser(token)))).isTrue();
    assertThat(Awaited.result(accounts().passcode(talent))).contains("other");
    assertThat(find(old, "x")).isEmpty();
    assertThat(find(token, "x").orElseThrow().talentId()).isEqualTo(talent);
  }

  @Test
  void oneBrowserOfAHolderIsSignedInAndOthersAreTheirOwn() {
    String mine = enrolled(talents().get(0));
    String yours = enrolled(talents().get(1));
    String other = fresh("token");
    assertThat(Awaited.result(accounts().signIn(talents().get(0), "t", browser(other)))).isTrue();
    assertThat(find(mine, "x")).isEmpty();
    assertThat(find(other, "x")).isPresent();
    assertThat(find(yours, "x")).isPresent();
  }

  @Test
  void whoHasNoAccountIsNotSignedIn() {
    String token = fresh("token");
    assertThat(Awaited.result(accounts().signIn(talents().get(0), "t", browser(token)))).isFalse();
    assertThat(find(token, "x")).isEmpty();
  }

  @Test
  void fiftyTriesAtAPasscodeAtOnceAreFiveUntilOneWasRight() {
    String token = enrolled(talents().get(0));
    String tried = fresh("tried");
    List<Future<Duration>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(accounts().takeTry(tried, now()));
    }
    assertThat(all.stream().map(Awaited::result).toList()).filteredOn(Duration::isZero).hasSize(5);
    assertThat(Awaited.result(accounts().takeTry(tried, now()))).isEqualTo(Duration.ofMinutes(30));
    assertThat(find(token, "x")).isPresent();
    Browser other = browser(fresh("token"));
    assertThat(Awaited.result(accounts().signIn(talents().get(0), tried, other))).isTrue();
    assertThat(Awaited.result(accounts().takeTry(tried, now()))).isZero();
  }

  @Test
  void aBrowserStaysSignedInFor180Days() {
    String token = enrolled(talents().get(0));
    clock.move(HolderSessions.LIFE.minusSeconds(1));
    assertThat(find(token, fresh("next"))).isPresent();
    clock.move(Duration.ofSeconds(1));
    assertThat(find(token, fresh("next"))).isEmpty();
  }

  @Test
  void aCookieIsFollowedAfterADayAndAnAnswerLostSignsNobodyOut() {
    String token = enrolled(talents().get(0));
    assertThat(find(token, "early").orElseThrow().follows()).isFalse();
    clock.move(SessionStore.ROTATION);
    String lost = fresh("lost");
    assertThat(find(token, lost).orElseThrow().follows()).isTrue();
    assertThat(find(token, fresh("other")).orElseThrow().follows()).as("at once").isFalse();
    clock.move(SessionStore.GRACE);
    String next = fresh("next");
    assertThat(find(token, next).orElseThrow().follows()).as("was it lost?").isTrue();
    assertThat(find(lost, "x")).isEmpty();
    assertThat(find(next, "x").orElseThrow().follows()).isFalse();
    assertThat(find(token, "x")).as("under way").isPresent();
  }

  @Test
  void aFormerCookieShownLateIsInTwoHandsAndNeitherStays() {
    String token = enrolled(talents().get(0));
    clock.move(SessionStore.ROTATION);
    String next = fresh("next");
    assertThat(find(token, next)).isPresent();
    assertThat(find(next, "x")).isPresent();
    clock.move(SessionStore.GRACE);
    assertThat(find(token, "x")).isEmpty();
    assertThat(find(next, "x")).isEmpty();
  }

  @Test
  void whoSignsOutIsOut() {
    String token = enrolled(talents().get(0));
    Awaited.result(sessions().end(token));
    Awaited.result(sessions().end(token));
    assertThat(find(token, "x")).isEmpty();
  }
}
