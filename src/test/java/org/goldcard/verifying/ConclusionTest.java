package org.goldcard.verifying;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.goldcard.card.CardState;
import org.goldcard.card.TalentClass;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConclusionTest {
  private static final ScanMemory.Display DISPLAY =
      new ScanMemory.Display("张*", List.of("0019", "5678"));

  private final Fixture site = new Fixture();

  @Test
  void aValidScanWaitsForTheIdAndNamesWhomToCompareWith() {
    Verification answer = conclude(Fixture.scan(), note(ScanMemory.Use.FRESH, 1, DISPLAY, true));
    assertThat(answer.result()).isEqualTo(ResultCode.VALID);
    assertThat(answer.admit()).isEqualTo(Verification.Admit.AFTER_CHECK);
    assertThat(answer.colour()).isEqualTo(ResultCode.Colour.GREEN);
    assertThat(answer.holder()).isEqualTo(new Verification.Holder("张*", "0019", Fixture.LAST_DAY));
    assertThat(answer.checks()).extracting(SiteRules.Check::code).containsExactly("OWN_ID");
    assertThat(answer.repeat()).isFalse();
  }

  @Test
  void anIdReadersTailOfAnyOfTheHoldersDocumentsOpensTheGate() {
    ScanMemory.Note note = note(ScanMemory.Use.FRESH, 1, DISPLAY, true);
    assertThat(conclude(withTail("5678"), note).admit()).isEqualTo(Verification.Admit.YES);
  }

  @Test
  void aReaderOpensNoGateWhereStaffHaveMoreToLookAtThanTheId() {
    SiteRules.Item plain = site.items.get(0);
    SiteRules.Phrase text = new SiteRules.Phrase("核对当日当次票", "Check the ticket");
    site.items =
        List.of(
            new SiteRules.Item(
                plain.code(),
                plain.benefit(),
                plain.legalBasis(),
                plain.classes(),
                List.of(
                    plain.checks().get(0),
                    new SiteRules.Check("TICKET_SAME_DAY_SAME_SERVICE", text)),
                true,
                plain.maxPersons(),
                false,
                null,
                null));
    ScanMemory.Note note = note(ScanMemory.Use.FRESH, 1, DISPLAY, true);
    assertThat(conclude(withTail("5678"), note).admit()).isEqualTo(Verification.Admit.AFTER_CHECK);
  }

  @Test
  void anotherTailLeavesTheGateClosedAndSaysWhy() {
    Verification answer = conclude(withTail("9999"), note(ScanMemory.Use.FRESH, 1, DISPLAY, true));
    assertThat(answer.admit()).isEqualTo(Verification.Admit.AFTER_CHECK);
    assertThat(answer.checks()).first().isEqualTo(Conclusion.TAIL_DIFFERS);
  }

  @Test
  void withoutTheSharedMemoryItIsAmberAndAsksForTheName() {
    Verification answer = conclude(withTail("0019"), note(ScanMemory.Use.FRESH, 1, null, false));
    assertThat(answer.result()).isEqualTo(ResultCode.VALID);
    assertThat(answer.colour()).isEqualTo(ResultCode.Colour.AMBER);
    assertThat(answer.admit()).isEqualTo(Verification.Admit.AFTER_CHECK);
    assertThat(answer.checks()).first().isEqualTo(Conclusion.ASK_NAME);
    assertThat(answer.sharedReplay()).isFalse();
  }

  @Test
  void aSecondBeepRepeatsTheAnswerWhereAGuardStandsAndIsRefusedAtATurnstile() {
    ScanMemory.Note second = note(ScanMemory.Use.SAME_SCANNER, 1, DISPLAY, true);
    Verification beep = conclude(Fixture.scan(), second);
    assertThat(beep.result()).isEqualTo(ResultCode.VALID);
    assertThat(beep.repeat()).isTrue();
    Scan unattended = new Scan("c", null, 0, null, null, "r-2", null, Fixture.TURNSTILE);
    assertThat(conclude(unattended, second).result()).isEqualTo(ResultCode.CODE_USED);
  }

  @Test
  void aLostAnswerIsGivenAgainEvenAtATurnstile() {
    Scan unattended = new Scan("c", null, 0, null, null, "r-1", null, Fixture.TURNSTILE);
    Verification again = conclude(unattended, note(ScanMemory.Use.SAME_REQUEST, 1, DISPLAY, true));
    assertThat(again.result()).isEqualTo(ResultCode.VALID);
    assertThat(again.repeat()).isTrue();
  }

  @Test
  void aCodeUsedElsewhereIsRefusedAndNamesNobody() {
    Verification answer =
        conclude(Fixture.scan(), note(ScanMemory.Use.ELSEWHERE, 1, DISPLAY, true));
    assertThat(answer.result()).isEqualTo(ResultCode.CODE_USED);
    assertThat(answer.admit()).isEqualTo(Verification.Admit.NO);
    assertThat(answer.holder()).isNull();
    assertThat(answer.checks()).isEmpty();
  }

  @Test
  void aSecondVisitIsGreenUnlessTheAgreementLimitsVisits() {
    ScanMemory.Note second = note(ScanMemory.Use.FRESH, 2, DISPLAY, true);
    assertThat(conclude(Fixture.scan(), second).colour()).isEqualTo(ResultCode.Colour.GREEN);
    site.visits = SiteRules.Visits.LIMITED;
    Verification limited = conclude(Fixture.scan(), second);
    assertThat(limited.result()).isEqualTo(ResultCode.REPEAT_TODAY);
    assertThat(limited.admit()).isEqualTo(Verification.Admit.AFTER_CHECK);
    assertThat(limited.visit()).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(ScanMemory.Use.class)
  void nothingRememberedSoftensARefusal(ScanMemory.Use use) {
    site.card(CardState.REVOKED, TalentClass.A, Instant.EPOCH);
    Verification answer = conclude(withTail("0019"), note(use, 1, DISPLAY, true));
    assertThat(answer.result()).isEqualTo(ResultCode.CARD_UNAVAILABLE);
    assertThat(answer.admit()).isEqualTo(Verification.Admit.NO);
    assertThat(answer.holder()).isNull();
    assertThat(answer.visit()).isNull();
  }

  @Test
  void aStaleListIsAmberByHandOrClosedAsTheVenueChose() {
    site.list = new ListState(Fixture.NOW, Duration.ofMinutes(1), "postgresql", 1);
    assertThat(conclude(Fixture.scan(), note(ScanMemory.Use.FRESH, 1, DISPLAY, true)).colour())
        .isEqualTo(ResultCode.Colour.AMBER);
    site.closedWhenStale = true;
    Verification closed = conclude(Fixture.scan(), note(ScanMemory.Use.FRESH, 1, DISPLAY, true));
    assertThat(closed.colour()).isEqualTo(ResultCode.Colour.RED);
    assertThat(closed.admit()).isEqualTo(Verification.Admit.NO);
  }

  private Verification conclude(Scan scan, ScanMemory.Note note) {
    return Conclusion.of("v-1", site.judge(scan, Fixture.liveCode()), note);
  }

  private static ScanMemory.Note note(
      ScanMemory.Use use, int visits, ScanMemory.@Nullable Display display, boolean shared) {
    ScanMemory.Visit visit = new ScanMemory.Visit(visits, Fixture.NOW, "east");
    return new ScanMemory.Note(use, false, visit, display, shared, null);
  }

  private static Scan withTail(String tail) {
    return new Scan("c", null, 0, tail, null, "r", null, Fixture.GUARD);
  }
}
