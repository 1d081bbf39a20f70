package org.goldcard.verifying;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Validity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {
  private final Fixture site = new Fixture();

  @Test
  void anActiveCardAtACoveredVenueIsValid() {
    assertThat(site.code(Fixture.scan(), Fixture.liveCode())).isEqualTo(ResultCode.VALID);
  }

  @Test
  void aFreeVenueAsksForNothingNotEvenAGoodCode() {
    site.freeForAll = true;
    Presented garbage = Presented.refused(ResultCode.BAD_CODE);
    assertThat(site.code(Fixture.scan(), garbage)).isEqualTo(ResultCode.FREE_FOR_ALL);
    assertThat(site.judge(Fixture.scan(), garbage).isMemorable()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = CardState.class,
      names = {"UNCLAIMED", "SUSPENDED", "LOST", "REVOKED", "CLOSED"})
  void everyStoppedCardLooksAlike(CardState state) {
    site.card(state, TalentClass.C, Instant.EPOCH);
    assertThat(site.code(Fixture.scan(), Fixture.liveCode()))
        .isEqualTo(ResultCode.CARD_UNAVAILABLE);
  }

  @Test
  void anUnknownIndexLooksLikeAStoppedCardAndIsNotRemembered() {
    Judgement judgement = site.judge(Fixture.scan(), Presented.liveCode(99, "n", 0));
    assertThat(judgement.code()).isEqualTo(ResultCode.CARD_UNAVAILABLE);
    assertThat(judgement.isMemorable()).isFalse();
  }

  @Test
  void aCodeFetchedBeforeTheCardsMarkIsRefusedAndOneFetchedAtItIsNot() {
    site.card(CardState.ACTIVE, TalentClass.C, Fixture.NOW);
    long mark = Fixture.NOW.getEpochSecond();
    assertThat(site.code(Fixture.scan(), Presented.liveCode(Fixture.CARD, "n", mark - 1)))
        .isEqualTo(ResultCode.CARD_UNAVAILABLE);
    assertThat(site.code(Fixture.scan(), Presented.liveCode(Fixture.CARD, "n", mark)))
        .isEqualTo(ResultCode.VALID);
  }

  @Test
  void aPassFallsWithItsCardAndWhenSuperseded() {
    site.staticPasses = true;
    Presented pass = Presented.pass(Fixture.PASS);
    assertThat(site.code(Fixture.scan(), pass)).isEqualTo(ResultCode.VALID);
    site.card(CardState.LOST, TalentClass.C, Instant.EPOCH);
    assertThat(site.code(Fixture.scan(), pass)).isEqualTo(ResultCode.CARD_UNAVAILABLE);
    site.card(CardState.ACTIVE, TalentClass.C, Instant.EPOCH);
    site.table.put(
        Fixture.PASS, StatusWord.pass(true, TalentClass.C, Fixture.LAST_DAY, Fixture.CARD));
    assertThat(site.code(Fixture.scan(), pass)).isEqualTo(ResultCode.CARD_UNAVAILABLE);
  }

  @Test
  void aLiveCodeThatPointsAtAPassEntryIsRefused() {
    assertThat(site.code(Fixture.scan(), Presented.liveCode(Fixture.PASS, "n", 0)))
        .isEqualTo(ResultCode.CARD_UNAVAILABLE);
  }

  @Test
  void neverSaysValidOnAListOlderThanTheBudgetOrOnNone() {
    site.list = new ListState(Fixture.NOW, Duration.ofSeconds(5), "redis", 1);
    assertThat(site.code(Fixture.scan(), Fixture.liveCode())).isEqualTo(ResultCode.VALID);
    site.list = new ListState(Fixture.NOW, Duration.ofMillis(5001), "redis", 1);
    assertThat(site.code(Fixture.scan(), Fixture.liveCode())).isEqualTo(ResultCode.LIST_STALE);
    site.list = null;
    assertThat(site.code(Fixture.scan(), Fixture.liveCode())).isEqualTo(ResultCode.LIST_STALE);
  }

  @Test
  void aStaleListDoesNotSoftenARefusalItAlreadyKnows() {
    site.list = null;
    site.card(CardState.REVOKED, TalentClass.C, Instant.EPOCH);
    assertThat(site.code(Fixture.scan(), Fixture.liveCode()))
        .isEqualTo(ResultCode.CARD_UNAVAILABLE);
  }

  @Test
  void anAskedRevisionThatIsNotReachedIsStale() {
    assertThat(site.code(withMinRev(100), Fixture.liveCode())).isEqualTo(ResultCode.VALID);
    assertThat(site.code(withMinRev(101), Fixture.liveCode())).isEqualTo(ResultCode.LIST_STALE);
  }

  @Test
  void expiresAtMidnightOfTheLastDayInJinan() {
    Instant end = Validity.endOf(Fixture.LAST_DAY);
    site.now = end.minusMillis(1);
    assertThat(site.code(Fixture.scan(), Fixture.liveCode())).isEqualTo(ResultCode.VALID);
    site.now = end;
    assertThat(site.code(Fixture.scan(), Fixture.liveCode())).isEqualTo(ResultCode.CARD_EXPIRED);
  }

  @Test
  void aPassOrATypedNumberCountsOnlyWhereTheVenueTakesIt() {
    Presented typed = Presented.typed(Fixture.CARD);
    assertThat(site.code(Fixture.scan(), typed)).isEqualTo(ResultCode.LIVE_CODE_REQUIRED);
    assertThat(site.code(Fixture.scan(), Presented.pass(Fixture.PASS)))
        .isEqualTo(ResultCode.LIVE_CODE_REQUIRED);
    site.numberLookup = true;
    assertThat(site.code(Fixture.scan(), typed)).isEqualTo(ResultCode.VALID);
  }

  @Test
  void aVenueWithoutAgreementOrWithoutTheAskedItemIsNotCovered() {
    Scan other = new Scan("c", "FINANCE.GREEN_WINDOW", 0, null, null, "r", null, Fixture.GUARD);
    assertThat(site.code(other, Fixture.liveCode())).isEqualTo(ResultCode.VENUE_NOT_COVERED);
    site.items = List.of();
    assertThat(site.code(Fixture.scan(), Fixture.liveCode()))
        .isEqualTo(ResultCode.VENUE_NOT_COVERED);
  }

  @Test
  void theFirstItemThatCoversTheHolderIsChosenWhenNoneIsAsked() {
    Set<TalentClass> top = EnumSet.of(TalentClass.A);
    site.items =
        List.of(
            Fixture.item("TOP", top, 1, false),
            Fixture.item("ALL", EnumSet.allOf(TalentClass.class), 1, false));
    SiteRules.Item chosen = site.judge(Fixture.scan(), Fixture.liveCode()).item();
    assertThat(chosen).isNotNull().extracting(SiteRules.Item::code).isEqualTo("ALL");
    site.items = List.of(Fixture.item("TOP", top, 1, false));
    assertThat(site.code(Fixture.scan(), Fixture.liveCode()))
        .isEqualTo(ResultCode.CLASS_NOT_COVERED);
  }

  @Test
  void aTicketCountsFromSixHoursBeforeUntilItsDepartureAcrossMidnight() {
    site.items = List.of(Fixture.item("GREEN", EnumSet.allOf(TalentClass.class), 2, true));
    Instant departure = Instant.parse("2026-11-23T16:20:00Z"); // 00:20 of the 24th in Jinan
    site.now = Instant.parse("2026-11-23T15:30:00Z"); // 23:30 the day before
    assertThat(site.code(withTicket(departure, false), Fixture.liveCode()))
        .isEqualTo(ResultCode.VALID);
    site.now = departure.minus(Judge.TICKET_LEAD).minusMillis(1);
    assertThat(site.code(withTicket(departure, false), Fixture.liveCode()))
        .isEqualTo(ResultCode.TICKET_MISMATCH);
    site.now = departure.plusSeconds(3600);
    assertThat(site.code(withTicket(departure, false), Fixture.liveCode()))
        .isEqualTo(ResultCode.TICKET_MISMATCH);
    assertThat(site.code(withTicket(departure, true), Fixture.liveCode()))
        .isEqualTo(ResultCode.VALID);
  }

  @Test
  void theHolderAndOneCompanionAreTwoPersonsAndNotThree() {
    site.items = List.of(Fixture.item("GREEN", EnumSet.allOf(TalentClass.class), 2, true));
    assertThat(site.code(withCompanions(1), Fixture.liveCode())).isEqualTo(ResultCode.VALID);
    assertThat(site.code(withCompanions(2), Fixture.liveCode()))
        .isEqualTo(ResultCode.TOO_MANY_COMPANIONS);
  }

  private static Scan withMinRev(long rev) {
    return new Scan("c", null, 0, null, null, "r", rev, Fixture.GUARD);
  }

  private static Scan withCompanions(int companions) {
    return new Scan("c", null, companions, null, null, "r", null, Fixture.GUARD);
  }

  private static Scan withTicket(Instant scheduledAt, boolean delayed) {
    Scan.Ticket ticket = new Scan.Ticket("SC4601", scheduledAt, delayed);
    return new Scan("c", null, 0, null, ticket, "r", null, Fixture.GUARD);
  }
}
