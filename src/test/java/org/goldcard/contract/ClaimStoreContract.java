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
import org.goldcard.accounts.Language;
import org.goldcard.accounts.claim.ClaimStore;
import org.goldcard.accounts.claim.ClaimStore.Made;
import org.goldcard.accounts.claim.ClaimStore.Proven;
import org.goldcard.accounts.claim.ClaimStore.Result;
import org.goldcard.accounts.claim.ClaimStore.Trial;
import org.goldcard.accounts.claim.ClaimStore.Waiting;
import org.goldcard.accounts.claim.CodeLimits;
import org.goldcard.accounts.claim.Sought;
import org.goldcard.accounts.claim.Way;
import org.goldcard.accounts.claim.Wish;
import org.goldcard.card.talent.DocumentType;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.PersonName;
import org.goldcard.card.talent.PhoneNumber;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TickingClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a store of claims promises, to known and unknown people alike. */
public abstract class ClaimStoreContract {
  private static final Sought RARE =
      new Sought.ByDocument(
          new IdentityDocument(DocumentType.RIC, "371202190001040230"), new PersonName("田𠮷"));
  private static final AtomicInteger NAMES = new AtomicInteger();

  protected final TickingClock clock = new TickingClock("2026-11-23T02:00:00Z");

  /** An empty store. */
  protected abstract ClaimStore store();

  /** Two talents of record. */
  protected abstract List<Long> talents();

  private Instant now() {
    return clock.instant();
  }

  private static String fresh(String what) {
    return what + "-" + NAMES.incrementAndGet();
  }

  private static Wish wish(Sought sought) {
    return new Wish(sought, Way.USUAL, Channel.WEB, Language.ZH, "2026-11");
  }

  private String open() {
    String handle = fresh("handle");
    assertThat(open(handle, fresh("typed"), null)).isZero();
    return handle;
  }

  private Duration open(String handle, String typed, @Nullable String address) {
    return Awaited.result(store().open(handle, wish(RARE), typed, address, now()));
  }

  private Waiting take() {
    return Awaited.result(store().take(now(), now().plusSeconds(30))).orElseThrow();
  }

  private boolean arm(String handle, String code, @Nullable Long talent, @Nullable String to) {
    return Awaited.result(store().arm(handle, new Made(code, talent, to), now()));
  }

  private String armed() {
    String handle = open();
    assertThat(take().handle()).isEqualTo(handle);
    assertThat(arm(handle, "right", talents().get(0), fresh("phone"))).isTrue();
    return handle;
  }

  private Trial attempt(String handle, String code) {
    return Awaited.result(store().attempt(handle, code, now()));
  }

  @Test
  protected void theRightCodeProvesTheClaimOnce() {
    String handle = armed();
    assertThat(Awaited.result(store().proven(handle, now()))).isEmpty();
    assertThat(attempt(handle, "wrong")).isEqualTo(new Trial(Result.WRONG, 4));
    assertThat(attempt(handle, "right").result()).isEqualTo(Result.PROVEN);
    Proven proven = Awaited.result(store().proven(handle, now())).orElseThrow();
    assertThat(proven.talentId()).isEqualTo(talents().get(0));
    assertThat(proven.wish()).isEqualTo(wish(RARE));
    assertThat(attempt(handle, "right").result()).isEqualTo(Result.OVER);
    clock.move(CodeLimits.CLAIM);
    assertThat(Awaited.result(store().proven(handle, now()))).isEmpty();
  }

  @Test
  void fiftyTriesAtOnceAreFive() {
    String handle = armed();
    List<Future<Trial>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(store().attempt(handle, "guess" + i, now()));
    }
    List<Result> results = all.stream().map(Awaited::result).map(Trial::result).toList();
    assertThat(results).filteredOn(Result.WRONG::equals).hasSize(CodeLimits.TRIES);
    assertThat(results).filteredOn(Result.OVER::equals).hasSize(50 - CodeLimits.TRIES);
    assertThat(attempt(handle, "right").result()).isEqualTo(Result.OVER);
  }

  @Test
  void ofFiftyRightCodesAtOnceOneProves() {
    String handle = armed();
    List<Future<Trial>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(store().attempt(handle, "right", now()));
    }
    assertThat(all.stream().map(Awaited::result).map(Trial::result).toList())
        .filteredOn(Result.PROVEN::equals)
        .hasSize(1);
  }

  @Test
  void aCodeIsTakenForFiveMinutes() {
    String handle = armed();
    clock.move(CodeLimits.LIFE.minusMillis(1));
    assertThat(attempt(handle, "wrong").result()).isEqualTo(Result.WRONG);
    clock.move(Duration.ofMillis(1));
    assertThat(attempt(handle, "right").result()).isEqualTo(Result.OVER);
  }

  @Test
  void ofTheCodesOfOneTalentTheLastAloneIsTaken() {
    String first = armed();
    String second = armed();
    assertThat(attempt(first, "right").result()).isEqualTo(Result.OVER);
    assertThat(attempt(second, "right").result()).isEqualTo(Result.PROVEN);
  }

  @Test
  void aClaimOfNobodyIsTriedLikeAnyOtherAndNeverProven() {
    String handle = open();
    assertThat(take().handle()).isEqualTo(handle);
    assertThat(attempt(handle, "early")).isEqualTo(new Trial(Result.WRONG, 4));
    assertThat(arm(handle, "unsent", null, null)).isFalse();
    assertThat(attempt(handle, "wrong")).isEqualTo(new Trial(Result.WRONG, 4));
    assertThat(attempt(handle, "unsent").result()).isEqualTo(Result.WRONG);
    assertThat(Awaited.result(store().proven(handle, now()))).isEmpty();
  }

  @Test
  void aCodeNobodySentOpensNothing() {
    String phone = fresh("phone");
    String first = open();
    assertThat(take().handle()).isEqualTo(first);
    assertThat(arm(first, "right", talents().get(0), phone)).isTrue();
    String second = open();
    assertThat(take().handle()).isEqualTo(second);
    assertThat(arm(second, "right", talents().get(0), phone)).as("within a minute").isFalse();
    assertThat(Awaited.result(store().proven(second, now()))).isEmpty();
    assertThat(attempt(first, "right").result())
        .as("nor ends it the other")
        .isEqualTo(Result.PROVEN);
  }

  @Test
  void aPhoneGetsACodeAMinuteAndTenInADay() {
    String phone = fresh("phone");
    int sent = 0;
    for (int i = 0; i < 14; i++) {
      String handle = open();
      assertThat(take().handle()).isEqualTo(handle);
      sent += arm(handle, "right", talents().get(i % 2), phone) ? 1 : 0;
      clock.move(CodeLimits.GAP);
    }
    assertThat(sent).isEqualTo(CodeLimits.PER_DAY);
    clock.move(CodeLimits.DAY.minus(CodeLimits.GAP.multipliedBy(14)));
    String handle = open();
    assertThat(take().handle()).isEqualTo(handle);
    assertThat(arm(handle, "right", talents().get(0), phone)).as("a day later").isTrue();
  }

  @Test
  void aTalentGetsTenCodesADayOnHoweverManyPhones() {
    int sent = 0;
    for (int i = 0; i < 14; i++) {
      String handle = open();
      assertThat(take().handle()).isEqualTo(handle);
      sent += arm(handle, "right", talents().get(1), fresh("phone")) ? 1 : 0;
    }
    assertThat(sent).isEqualTo(CodeLimits.PER_DAY);
  }

  @Test
  void theSameIsClaimedOnceAMinuteAndTenTimesADayWhoeverItIs() {
    String typed = fresh("typed");
    assertThat(open(fresh("handle"), typed, null)).isZero();
    clock.move(Duration.ofSeconds(20));
    assertThat(open(fresh("handle"), typed, null)).isEqualTo(Duration.ofSeconds(40));
    for (int i = 1; i < CodeLimits.PER_DAY; i++) {
      clock.move(CodeLimits.GAP);
      assertThat(open(fresh("handle"), typed, null)).isZero();
    }
    clock.move(CodeLimits.GAP);
    assertThat(open(fresh("handle"), typed, null)).isGreaterThan(Duration.ofHours(23));
  }

  @Test
  void anAddressClaimsThirtyTimesAnHourAlsoAtOnce() {
    String address = fresh("address");
    List<Future<Duration>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(store().open(fresh("handle"), wish(RARE), fresh("typed"), address, now()));
    }
    assertThat(all.stream().map(Awaited::result).toList())
        .filteredOn(Duration::isZero)
        .hasSize(CodeLimits.PER_ADDRESS);
    clock.move(CodeLimits.HOUR);
    assertThat(open(fresh("handle"), fresh("typed"), address)).isZero();
  }

  @Test
  void whatWaitsIsTakenByOneAndAgainAfterItsLease() {
    String handle = open();
    assertThat(take().handle()).isEqualTo(handle);
    assertThat(Awaited.result(store().take(now(), now().plusSeconds(30)))).isEmpty();
    clock.move(Duration.ofSeconds(30));
    assertThat(take()).isEqualTo(new Waiting(handle, wish(RARE)));
  }

  @Test
  void anotherCodeIsSentAfterAMinuteTheOtherWayIfWished() {
    String handle = armed();
    assertThat(Awaited.result(store().again(handle, Way.EMAIL, now()))).contains(Duration.ZERO);
    assertThat(take().wish().way()).isEqualTo(Way.EMAIL);
    assertThat(Awaited.result(store().again(handle, Way.USUAL, now()))).contains(CodeLimits.GAP);
    assertThat(attempt(handle, "right").result()).as("until the new one").isEqualTo(Result.PROVEN);
    assertThat(Awaited.result(store().again(handle, Way.USUAL, now()))).isEmpty();
    assertThat(Awaited.result(store().again("unknown", Way.USUAL, now()))).isEmpty();
  }

  @Test
  void keepsAPhoneThatIsSought() {
    Sought sought = new Sought.ByPhone(new PhoneNumber("+8614000000001"), "0019");
    String handle = fresh("handle");
    Awaited.result(store().open(handle, wish(sought), fresh("typed"), null, now()));
    assertThat(take().wish().sought()).isEqualTo(sought);
  }

  @Test
  void forgetsClaimsThatAreOver() {
    String handle = armed();
    clock.move(CodeLimits.CLAIM.minusSeconds(1));
    Optional<Duration> before = Awaited.result(store().again(handle, Way.USUAL, now()));
    assertThat(before).isPresent();
    clock.move(CodeLimits.DAY);
    assertThat(Awaited.result(store().sweep(now()))).isPositive();
    assertThat(Awaited.result(store().sweep(now()))).isZero();
  }
}
