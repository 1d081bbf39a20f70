package org.goldcard.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.testkit.StatusWords.card;
import static org.goldcard.testkit.StatusWords.pass;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.testkit.TickingClock;
import org.junit.jupiter.api.Test;

class PublishedListTest {
  private final TickingClock clock = new TickingClock("2026-06-01T01:00:00Z");
  private final CardTable table = new CardTable();
  private final List<Integer> signed = new ArrayList<>();
  private Duration age = Duration.ZERO;
  private long rev;
  private final PublishedList lists =
      new PublishedList(table, this::freshness, clock, this::sign, PublishedListTest::run);

  private Optional<Freshness> freshness() {
    Instant asOf = clock.instant().minus(age);
    return Optional.of(new Freshness(asOf, age, Freshness.LOG, rev, 1));
  }

  private String sign(int number, byte[] bits, Instant asOf) {
    signed.add(number);
    return "list " + number + " of " + asOf + " signature no " + signed.size();
  }

  private static Future<Integer> run(Callable<Integer> work) {
    try {
      return Future.succeededFuture(work.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  private void set(int index, StatusWord word) {
    table.put(index, word.bits());
    table.publish(new Position(1, ++rev, Position.START));
  }

  private int refresh() throws TimeoutException {
    return lists.refresh().await(5, TimeUnit.SECONDS);
  }

  private boolean isRefused(int index) {
    int place = index % PublishedList.SIZE;
    return (lists.bits(index / PublishedList.SIZE)[place / 8] >> place % 8 & 1) == 1;
  }

  @Test
  void acceptsActiveCardsAndIndexesNobodyWasGiven() {
    set(9, card(CardState.ACTIVE));
    assertThat(isRefused(9)).isFalse();
    assertThat(isRefused(10)).isFalse();
  }

  @Test
  void refusesEveryOtherState() {
    for (CardState state : EnumSet.complementOf(EnumSet.of(CardState.ACTIVE))) {
      set(9, card(state));
      assertThat(isRefused(9)).as(state.name()).isTrue();
    }
  }

  @Test
  void refusesAPassThatIsSupersededOrWhoseCardIsNotActive() {
    set(9, card(CardState.ACTIVE));
    set(1_500_000, pass(false, 9));
    set(20, pass(true, 9));
    assertThat(isRefused(1_500_000)).isFalse();
    assertThat(isRefused(20)).isTrue();
    set(9, card(CardState.SUSPENDED));
    assertThat(isRefused(1_500_000)).isTrue();
    set(21, pass(false, 77));
    assertThat(isRefused(21)).as("a pass without a card").isTrue();
  }

  @Test
  void refusesWhatIsPastItsLastDay() {
    set(9, card(CardState.ACTIVE));
    clock.move(Duration.between(clock.instant(), Instant.parse("2031-05-31T15:59:59.999Z")));
    assertThat(isRefused(9)).isFalse();
    clock.move(Duration.ofMillis(1));
    assertThat(isRefused(9)).isTrue();
  }

  @Test
  void coversEveryIndexInUse() {
    assertThat(lists.count()).isEqualTo(1);
    set(PublishedList.SIZE - 1, card(CardState.ACTIVE));
    assertThat(lists.count()).isEqualTo(1);
    set(PublishedList.SIZE, card(CardState.ACTIVE));
    assertThat(lists.count()).isEqualTo(2);
  }

  @Test
  void buildsOnlyWhatChangedUntilItAges() throws TimeoutException {
    set(9, card(CardState.ACTIVE));
    set(PublishedList.SIZE + 5, card(CardState.ACTIVE));
    assertThat(refresh()).isEqualTo(2);
    assertThat(refresh()).isZero();
    set(9, card(CardState.REVOKED));
    assertThat(refresh()).isEqualTo(1);
    assertThat(signed).containsExactly(0, 1, 0);
    clock.move(Duration.ofSeconds(31));
    assertThat(refresh()).isEqualTo(2);
  }

  @Test
  void servesTheLastOneBuiltWithATagOfItsOwn() throws TimeoutException {
    set(9, card(CardState.ACTIVE));
    assertThat(lists.list(0)).isEmpty();
    assertThat(refresh()).isEqualTo(1);
    PublishedList.Published first = lists.list(0).orElseThrow();
    set(9, card(CardState.REVOKED));
    assertThat(refresh()).isEqualTo(1);
    PublishedList.Published second = lists.list(0).orElseThrow();
    assertThat(second.text()).isNotEqualTo(first.text());
    assertThat(second.etag()).isNotEqualTo(first.etag()).startsWith("\"").endsWith("\"");
    assertThat(lists.list(1)).isEmpty();
  }

  @Test
  void signsNothingNewFromATableThatIsNotProvenFresh() throws TimeoutException {
    set(9, card(CardState.ACTIVE));
    age = Duration.ofSeconds(6);
    assertThat(refresh()).isZero();
    age = Duration.ofSeconds(4);
    assertThat(refresh()).isEqualTo(1);
    Instant asOf = lists.list(0).orElseThrow().asOf();
    assertThat(asOf).isEqualTo(clock.instant().minus(age));
  }

  private void take(StatusChange.Kind kind, int index, StatusWord word) {
    Position position = new Position(1, ++rev, Position.START);
    table.take(new StatusChange(position, kind, index, word, clock.instant()));
  }

  private boolean isPublished(int index) {
    int list = index / PublishedList.SIZE;
    return lists.list(list).orElseThrow().bits().get(index % PublishedList.SIZE);
  }

  @Test
  void findsThePassesOfAStoppedCardInOtherLists() throws TimeoutException {
    int elsewhere = PublishedList.SIZE + 77;
    set(9, card(CardState.ACTIVE));
    set(elsewhere, pass(false, 9));
    assertThat(refresh()).isEqualTo(2);
    take(StatusChange.Kind.CARD, 9, card(CardState.SUSPENDED));
    assertThat(refresh()).isEqualTo(2);
    assertThat(isPublished(elsewhere)).isTrue();
    take(StatusChange.Kind.CARD, 9, card(CardState.ACTIVE));
    assertThat(refresh()).isEqualTo(2);
    assertThat(isPublished(elsewhere)).isFalse();
  }

  @Test
  void signsOnlyTheListThatAChangeIsIn() throws TimeoutException {
    set(9, card(CardState.ACTIVE));
    set(PublishedList.SIZE + 5, card(CardState.ACTIVE));
    assertThat(refresh()).isEqualTo(2);
    take(StatusChange.Kind.CARD, PublishedList.SIZE + 5, card(CardState.LOST));
    assertThat(refresh()).isEqualTo(1);
    assertThat(signed).containsExactly(0, 1, 1);
    assertThat(isPublished(PublishedList.SIZE + 5)).isTrue();
  }

  @Test
  void endsTermsAtMidnightThoughNothingChanged() throws TimeoutException {
    clock.move(Duration.between(clock.instant(), Instant.parse("2031-05-31T15:59:59Z")));
    take(StatusChange.Kind.CARD, 9, card(CardState.ACTIVE));
    assertThat(refresh()).isEqualTo(1);
    assertThat(isPublished(9)).isFalse();
    clock.move(Duration.ofSeconds(1));
    assertThat(refresh()).isEqualTo(1);
    assertThat(isPublished(9)).isTrue();
  }

  @Test
  void missesNothingOfATableTakenOverWholeOrOfMoreChangesThanItNotes() throws TimeoutException {
    take(StatusChange.Kind.CARD, 9, card(CardState.ACTIVE));
    assertThat(refresh()).isEqualTo(1);
    CardTable whole = new CardTable();
    whole.put(9, card(CardState.REVOKED).bits());
    whole.publish(new Position(1, ++rev, Position.START));
    table.become(whole);
    assertThat(refresh()).isEqualTo(1);
    assertThat(isPublished(9)).isTrue();
    for (int index = 100; index < 30_100; index++) {
      take(StatusChange.Kind.CARD, index, card(CardState.LOST));
    }
    assertThat(refresh()).isEqualTo(1);
    assertThat(isPublished(100)).isTrue();
    assertThat(isPublished(30_099)).isTrue();
  }
}
