package org.goldcard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.goldcard.card.Card;
import org.goldcard.card.CardLife;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.CardState;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.card.StatusWord;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Validity;
import org.goldcard.card.talent.Recognition;
import org.goldcard.card.talent.Standing;
import org.goldcard.issuing.CardRegistry.Ground;
import org.goldcard.status.StatusChange;
import org.goldcard.status.StatusChange.Kind;
import org.goldcard.testkit.Awaited;
import org.junit.jupiter.api.Test;

/** What a store of cards promises to issuing. */
public abstract class CardRegistryContract {
  /** The store under contract, the same for all tests of a class. */
  protected abstract CardStore store();

  @Test
  void issuesACardWithItsPassAndTheirEntries() {
    long from = seq();
    long talent = store().talent(TalentClass.B);
    Receipt receipt = store().issue(talent);
    Card card = store().card(receipt.number());
    assertThat(card.talentId()).isEqualTo(talent);
    assertThat(card.state()).isEqualTo(CardState.ACTIVE);
    assertThat(card.talentClass()).isEqualTo(TalentClass.B);
    assertThat(card.version()).isEqualTo(1);
    assertThat(card.validity()).isEqualTo(receipt.validity());
    assertThat(card.index()).isBetween(0, (1 << 28) - 1).isNotEqualTo(card.passIndex());
    assertThat(receipt.at()).isEqualTo(store().clock().instant());
    List<StatusChange> changes = changesAfter(from);
    assertThat(changes).extracting(StatusChange::kind).containsExactly(Kind.CARD, Kind.PASS);
    assertThat(changes.get(0).index()).isEqualTo(card.index());
    assertThat(changes.get(0).word()).isEqualTo(card.word());
    assertThat(changes.get(1).index()).isEqualTo(card.passIndex());
    assertThat(changes.get(1).word()).isEqualTo(passWord(card, false));
    assertThat(receipt.rev()).isEqualTo(changes.get(1).position().seq());
  }

  @Test
  void aTalentWithACardKeepsIt() {
    long talent = store().talent(TalentClass.C);
    Receipt first = store().issue(talent);
    store().clock().move(Duration.ofHours(1));
    Receipt second = store().issue(talent);
    assertThat(second.number()).isEqualTo(first.number());
    assertThat(second.at()).isEqualTo(first.at());
    assertThat(second.rev()).isGreaterThanOrEqualTo(first.rev());
    assertThat(Awaited.result(store().registry().findByTalent(talent)))
        .contains(store().card(first.number()));
  }

  @Test
  void manyIssuesAtOnceGiveOneCard() {
    long talent = store().talent(TalentClass.A);
    List<Receipt> receipts =
        all(
            IntStream.range(0, 8)
                .mapToObj(i -> store().rule().issue(talent, CardStore.wish()))
                .toList());
    assertThat(receipts).extracting(Receipt::number).containsOnly(receipts.get(0).number());
  }

  @Test
  void refusesWhoIsNotRecognised() {
    Future<Outcome<Receipt>> unknown = store().rule().issue(987_654_321L, CardStore.wish());
    assertThat(Awaited.refusal(unknown)).isEqualTo(CardRefusal.TALENT_UNKNOWN);
  }

  @Test
  void aRefusalLeavesNothingBehind() {
    long from = seq();
    LocalDate over = LocalDate.of(2026, 2, 1);
    long talent =
        store()
            .recognise(Standing.of(new Recognition(TalentClass.C, LocalDate.of(2026, 1, 5), over)));
    var wish = CardStore.wish("refused", "hash");
    assertThat(Awaited.refusal(store().rule().issue(talent, wish)))
        .isEqualTo(CardRefusal.RECOGNITION_ENDED);
    assertThat(seq()).isEqualTo(from);
    store().recognise(talent, CardStore.standing(TalentClass.C));
    assertThat(Awaited.done(store().rule().issue(talent, wish)).rev()).isGreaterThan(from);
  }

  @Test
  void decidesOnTheRecognitionInForceToday() {
    LocalDate today = Validity.dayOf(store().clock().instant());
    Recognition now = new Recognition(TalentClass.B, LocalDate.of(2026, 1, 5), null);
    Recognition later = new Recognition(TalentClass.D, today, LocalDate.of(2031, 3, 1));
    Standing.Pending pending = new Standing.Pending(later, today.plusDays(10));
    Ground ground = groundOf(store().recognise(new Standing(now, pending)));
    assertThat(ground.talentClass()).isEqualTo(TalentClass.B);
    assertThat(ground.recognisedOn()).isEqualTo(LocalDate.of(2026, 1, 5));
    assertThat(ground.endsOn()).isEqualTo(today.plusDays(9));
    pending = new Standing.Pending(later, today);
    ground = groundOf(store().recognise(new Standing(now, pending)));
    assertThat(ground)
        .isEqualTo(
            new Ground(TalentClass.D, today, later.endsOn(), false, store().clock().instant()));
  }

  @Test
  void drawsAgainWhenTheNumberIsTaken() {
    Card taken = store().card();
    List<CardNumber> draws = new ArrayList<>();
    CardNumber free = CardNumber.random(new SecureRandom());
    Receipt receipt =
        Awaited.done(
            store()
                .registry()
                .issue(
                    store().talent(TalentClass.C),
                    CardStore.wish(),
                    ground -> {
                      draws.add(draws.size() < 2 ? taken.number() : free);
                      return CardStore.grant(draws.get(draws.size() - 1), ground);
                    }));
    assertThat(receipt.number()).isEqualTo(free);
    assertThat(draws).hasSize(3);
  }

  @Test
  void aRepetitionUnderItsKeyAnswersTheSameReceipt() {
    long talent = store().talent(TalentClass.C);
    Receipt first = Awaited.done(store().rule().issue(talent, CardStore.wish("again", "h1")));
    store().clock().move(Duration.ofMinutes(5));
    long after = seq();
    assertThat(Awaited.done(store().rule().issue(talent, CardStore.wish("again", "h1"))))
        .isEqualTo(first);
    assertThat(seq()).isEqualTo(after);
  }

  @Test
  void aKeyOfAnotherRequestIsRefused() {
    long talent = store().talent(TalentClass.C);
    Awaited.done(store().rule().issue(talent, CardStore.wish("other", "h1")));
    assertThat(Awaited.refusal(store().rule().issue(talent, CardStore.wish("other", "h2"))))
        .isEqualTo(CardRefusal.RETRY_KEY_REUSED);
  }

  @Test
  void repetitionsAtOnceDoTheWorkOnce() {
    Card card = store().card();
    long from = seq();
    List<Receipt> receipts =
        all(IntStream.range(0, 6).mapToObj(i -> upgrade(card, "at-once")).toList());
    assertThat(receipts).containsOnly(receipts.get(0));
    assertThat(receipts.get(0).version()).isEqualTo(2);
    assertThat(changesAfter(from)).hasSize(3);
  }

  @Test
  void anUpgradeSupersedesThePass() {
    Card before = store().card();
    long from = seq();
    Receipt receipt = Awaited.done(upgrade(before, "upgrade-1"));
    Card after = store().card(before.number());
    assertThat(receipt.version()).isEqualTo(2);
    assertThat(after.version()).isEqualTo(2);
    assertThat(after.talentClass()).isEqualTo(TalentClass.A);
    assertThat(after.index()).isEqualTo(before.index());
    assertThat(after.passIndex()).isNotEqualTo(before.passIndex());
    assertThat(changesAfter(from))
        .extracting(StatusChange::index, StatusChange::word)
        .containsExactlyInAnyOrder(
            tuple(after.index(), after.word()),
            tuple(after.passIndex(), passWord(after, false)),
            tuple(before.passIndex(), passWord(before, true)));
    assertThat(passWord(before, true).state()).isEqualTo(CardState.CLOSED);
    assertThat(receipt.rev()).isEqualTo(seq());
  }

  @Test
  void refusesToChangeAnUnknownCard() {
    CardNumber nobody = CardNumber.random(new SecureRandom());
    assertThat(
            Awaited.refusal(
                store().registry().change(nobody, CardStore.wish(), f -> Outcome.done(f.card()))))
        .isEqualTo(CardRefusal.CARD_UNKNOWN);
    assertThat(Awaited.result(store().registry().find(nobody))).isEmpty();
  }

  @Test
  void aRevokedTalentIsWithdrawnUntilReinstated() {
    Card card = store().card();
    Awaited.done(
        store()
            .ledger()
            .changeStatus(
                card.number(),
                CardStore.wish(),
                c -> CardLife.revoke(c, store().clock().instant())));
    assertThat(Awaited.result(store().registry().findByTalent(card.talentId()))).isEmpty();
    assertThat(Awaited.refusal(store().rule().issue(card.talentId(), CardStore.wish())))
        .isEqualTo(CardRefusal.TALENT_WITHDRAWN);
  }

  @Test
  void afterAClosedCardANewOneMayBeIssued() {
    Card card = store().card();
    Awaited.done(
        store()
            .ledger()
            .changeStatus(
                card.number(),
                CardStore.wish(),
                c -> CardLife.close(c, store().clock().instant())));
    Receipt next = store().issue(card.talentId());
    assertThat(next.number()).isNotEqualTo(card.number());
    assertThat(store().card(next.number()).index()).isNotEqualTo(card.index());
  }

  @Test
  void aBugInTheDecisionFailsAndRecordsNothing() {
    Card card = store().card();
    long from = seq();
    Future<?> broken =
        store()
            .registry()
            .change(
                card.number(),
                CardStore.wish(),
                f -> {
                  throw new IllegalStateException("planted");
                });
    assertThat(Awaited.failure(broken)).hasMessage("planted");
    assertThat(seq()).isEqualTo(from);
    assertThat(store().card(card.number())).isEqualTo(card);
  }

  private Future<Outcome<Receipt>> upgrade(Card card, String key) {
    Validity term = Validity.starting(LocalDate.of(2026, 7, 1), CardStore.TERM);
    return store()
        .registry()
        .change(
            card.number(),
            CardStore.wish(key, "upgrade"),
            f -> CardLife.upgrade(f.card(), TalentClass.A, term));
  }

  private Ground groundOf(long talent) {
    List<Ground> seen = new ArrayList<>();
    CardNumber number = CardNumber.random(new SecureRandom());
    Awaited.done(
        store()
            .registry()
            .issue(
                talent,
                CardStore.wish(),
                ground -> {
                  seen.add(ground);
                  return CardStore.grant(number, ground);
                }));
    return seen.get(0);
  }

  private static List<Receipt> all(List<Future<Outcome<Receipt>>> futures) {
    return futures.stream().map(Awaited::done).toList();
  }

  private static StatusWord passWord(Card card, boolean superseded) {
    return StatusWord.pass(superseded, card.talentClass(), card.validity().lastDay(), card.index());
  }

  private long seq() {
    return Awaited.result(store().log().head()).seq();
  }

  private List<StatusChange> changesAfter(long seq) {
    return Awaited.result(store().log().after(1, seq, 1000)).changes();
  }
}
