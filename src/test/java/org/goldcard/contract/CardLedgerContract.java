package org.goldcard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.goldcard.card.Card;
import org.goldcard.card.CardLife;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.CardState;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.status.StatusChange;
import org.goldcard.testkit.Awaited;
import org.junit.jupiter.api.Test;

/** What a store of cards promises to changes of status. */
public abstract class CardLedgerContract {
  /** The store under contract, the same for all tests of a class. */
  protected abstract CardStore store();

  @Test
  void aSuspensionIsRecordedAndFed() {
    Card card = store().card();
    Receipt receipt = Awaited.done(change(card.number(), CardLife::suspend));
    Card suspended = store().card(card.number());
    assertThat(receipt.state()).isEqualTo(CardState.SUSPENDED);
    assertThat(suspended.state()).isEqualTo(CardState.SUSPENDED);
    assertThat(suspended.suspendedUntil())
        .isEqualTo(store().clock().instant().plus(CardLife.UNCONFIRMED_SUSPENSION));
    assertFed(receipt, suspended);
  }

  @Test
  void aResumedCardIsActiveAgainAndItsOldCodesStayDead() {
    Card card = store().card();
    Awaited.done(change(card.number(), CardLife::suspend));
    store().clock().move(Duration.ofMinutes(10));
    Receipt receipt = Awaited.done(change(card.number(), CardLife::resume));
    Card resumed = store().card(card.number());
    assertThat(resumed.state()).isEqualTo(CardState.ACTIVE);
    assertThat(resumed.suspendedUntil()).isNull();
    assertThat(resumed.codesNotBefore()).isAfter(card.codesNotBefore());
    assertFed(receipt, resumed);
  }

  @Test
  void lossClosureAndWithdrawalAreRecordedAndFed() {
    List<BiFunction<Card, Instant, Outcome<Card>>> changes =
        List.of(CardLife::reportLost, CardLife::close, CardLife::revoke);
    List<CardState> states = List.of(CardState.LOST, CardState.CLOSED, CardState.REVOKED);
    for (int i = 0; i < states.size(); i++) {
      Card card = store().card();
      Receipt receipt = Awaited.done(change(card.number(), changes.get(i)));
      Card after = store().card(card.number());
      assertThat(after.state()).isEqualTo(states.get(i));
      assertThat(receipt.state()).isEqualTo(states.get(i));
      assertFed(receipt, after);
    }
  }

  @Test
  void nothingLeadsOutOfAFinalState() {
    Card card = store().card();
    Awaited.done(change(card.number(), CardLife::close));
    assertThat(Awaited.refusal(change(card.number(), CardLife::resume)))
        .isEqualTo(CardRefusal.WRONG_STATE);
    assertThat(store().card(card.number()).state()).isEqualTo(CardState.CLOSED);
  }

  @Test
  void refusesAnUnknownCard() {
    CardNumber nobody = CardNumber.random(new SecureRandom());
    assertThat(Awaited.refusal(change(nobody, CardLife::suspend)))
        .isEqualTo(CardRefusal.CARD_UNKNOWN);
  }

  @Test
  void findsSuspensionsWhoseTimeIsOverTheOldestFirst() {
    Card first = store().card();
    Card second = store().card();
    Card third = store().card();
    Awaited.done(change(first.number(), CardLife::suspend));
    store().clock().move(Duration.ofMinutes(1));
    Awaited.done(change(second.number(), CardLife::suspend));
    store().clock().move(Duration.ofMinutes(1));
    Awaited.done(change(third.number(), CardLife::suspend));
    Instant over = Objects.requireNonNull(store().card(second.number()).suspendedUntil());
    assertThat(Awaited.result(store().ledger().overdueSuspensions(over, 1000)))
        .containsSubsequence(first.number(), second.number())
        .doesNotContain(third.number());
    assertThat(Awaited.result(store().ledger().overdueSuspensions(over.minusMillis(1), 1000)))
        .contains(first.number())
        .doesNotContain(second.number());
    assertThat(Awaited.result(store().ledger().overdueSuspensions(over, 1))).hasSize(1);
  }

  @Test
  void aRepetitionUnderItsKeyAnswersTheSameReceipt() {
    Card card = store().card();
    var wish = CardStore.wish("suspend-once", "h");
    Instant now = store().clock().instant();
    Receipt first =
        Awaited.done(
            store().ledger().changeStatus(card.number(), wish, c -> CardLife.suspend(c, now)));
    Awaited.done(change(card.number(), CardLife::resume));
    assertThat(
            Awaited.done(
                store().ledger().changeStatus(card.number(), wish, c -> CardLife.suspend(c, now))))
        .isEqualTo(first);
    assertThat(store().card(card.number()).state()).isEqualTo(CardState.ACTIVE);
  }

  private Future<Outcome<Receipt>> change(
      CardNumber number, BiFunction<Card, Instant, Outcome<Card>> how) {
    return store()
        .ledger()
        .changeStatus(number, CardStore.wish(), c -> how.apply(c, store().clock().instant()));
  }

  private void assertFed(Receipt receipt, Card card) {
    List<StatusChange> last =
        Awaited.result(store().log().after(1, receipt.rev() - 1, 1)).changes();
    assertThat(last).extracting(StatusChange::index).containsExactly(card.index());
    assertThat(last).extracting(StatusChange::word).containsExactly(card.word());
  }
}
