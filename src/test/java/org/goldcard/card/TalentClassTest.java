package org.goldcard.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TalentClassTest {
  @Test
  void classDAndAboveIsAllFour() {
    assertThat(TalentClass.values()).allMatch(c -> c.atLeast(TalentClass.D));
  }

  @Test
  void aIsTheHighestAlthoughItsLetterComesFirst() {
    assertThat(TalentClass.A.atLeast(TalentClass.B)).isTrue();
    assertThat(TalentClass.B.atLeast(TalentClass.A)).isFalse();
    List<Integer> ranks = Arrays.stream(TalentClass.values()).map(TalentClass::rank).toList();
    assertThat(ranks).containsExactly(4, 3, 2, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "a", "Ａ", " A类 ", "A 类", "A级"})
  void readsAClassAsPeopleTypeIt(String text) {
    assertThat(TalentClass.parse(text)).contains(TalentClass.A);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "E", "E类", "AB", "类", "A+", "1"})
  void knowsNoOtherClass(String text) {
    assertThat(TalentClass.parse(text)).isEmpty();
  }
}
