package org.goldcard.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StatusWordTest {
  @Test
  void givesBackWhatWasPackedForEveryStateAndClass() {
    Random random = new Random(42);
    for (CardState state : CardState.values()) {
      for (TalentClass talentClass : TalentClass.values()) {
        LocalDate lastDay = LocalDate.of(2000, 1, 1).plusDays(random.nextInt(0x10000));
        Instant notBefore = Instant.ofEpochSecond(random.nextLong(1L << 40));
        StatusWord word = StatusWord.card(state, talentClass, lastDay, notBefore);
        assertThat(word.isPresent()).isTrue();
        assertThat(word.isPass()).isFalse();
        assertThat(word.state()).isEqualTo(state);
        assertThat(word.talentClass()).isEqualTo(talentClass);
        assertThat(word.lastDay()).isEqualTo(lastDay);
        assertThat(word.codesNotBefore()).isEqualTo(notBefore.getEpochSecond());
      }
    }
  }

  @Test
  void aPassNamesItsCardAndIsActiveUntilSuperseded() {
    LocalDate day = LocalDate.of(2031, 11, 23);
    StatusWord pass = StatusWord.pass(false, TalentClass.C, day, (1 << 28) - 1);
    assertThat(pass.isPass()).isTrue();
    assertThat(pass.isActive()).isTrue();
    assertThat(pass.cardIndex()).isEqualTo((1 << 28) - 1);
    assertThat(StatusWord.pass(true, TalentClass.C, day, 5).isActive()).isFalse();
  }

  @Test
  void nobodysEntryIsNeitherPresentNorActive() {
    assertThat(StatusWord.NONE.isPresent()).isFalse();
    assertThat(StatusWord.NONE.isActive()).isFalse();
  }

  @Test
  void endsWhenItsTermDoes() {
    LocalDate lastDay = LocalDate.of(2031, 11, 23);
    StatusWord word = StatusWord.card(CardState.ACTIVE, TalentClass.A, lastDay, Instant.EPOCH);
    Instant end = Validity.endOf(lastDay);
    assertThat(word.endedAt(end.minusNanos(1))).isFalse();
    assertThat(word.endedAt(end)).isTrue();
  }

  @Test
  void refusesADayItCannotHold() {
    LocalDate tooLate = LocalDate.of(2200, 1, 1);
    assertThatThrownBy(
            () -> StatusWord.card(CardState.ACTIVE, TalentClass.A, tooLate, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
