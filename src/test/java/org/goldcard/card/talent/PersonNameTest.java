package org.goldcard.card.talent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {
  @ParameterizedTest
  @CsvSource({
    "张三, 张三",
    "'张　三', 张三",
    "' 张 三 ', 张三",
    "阿依努尔·吐尔逊江, 阿依努尔·吐尔逊江",
    "阿依努尔‧吐尔逊江, 阿依努尔·吐尔逊江",
    "阿依努尔•吐尔逊江, 阿依努尔·吐尔逊江",
    "阿依努尔・吐尔逊江, 阿依努尔·吐尔逊江",
    "阿依努尔･吐尔逊江, 阿依努尔·吐尔逊江",
    "阿依努尔 · 吐尔逊江, 阿依努尔·吐尔逊江",
    "阿依努尔．吐尔逊江, 阿依努尔·吐尔逊江",
    "田𠮷, 田𠮷",
    "孟㐂乐, 孟㐂乐",
    "〇一例, 〇一例",
    "ＪＯＨＮ  Ｓｍｉｔｈ, JOHN Smith",
    "NGUYỄN Minh Mẫu, NGUYỄN Minh Mẫu",
    "O'SULLIVAN Aoife, O'SULLIVAN Aoife",
    "KOWALSKA-NOWAK Maria, KOWALSKA-NOWAK Maria",
    "'SMITH, John Jr.', 'SMITH, John Jr.'"
  })
  void normalisesWhatIsTyped(String written, String name) {
    assertThat(PersonName.read(written).value()).contains(new PersonName(name));
  }

  @ParameterizedTest
  @CsvSource({
    "'', EMPTY",
    "'　', EMPTY",
    "张, TOO_SHORT",
    "𠮷, TOO_SHORT",
    "张3, NAME_CHARACTERS",
    "=HYPERLINK(1), NAME_CHARACTERS",
    "-张三, NAME_CHARACTERS",
    "<b>张三</b>, NAME_CHARACTERS",
    "张三（大）, NAME_CHARACTERS",
    "张三/李四, NAME_CHARACTERS",
    "😀张三, NAME_CHARACTERS",
    "张\uE000三, GARBLED",
    "张\uFFFD三, GARBLED",
    "张\u0000三, GARBLED"
  })
  void saysWhatIsWrongWithAName(String written, Flaw flaw) {
    assertThat(PersonName.read(written).flaw()).contains(flaw);
  }

  @Test
  void countsCodePointsNotCharacters() {
    assertThat(PersonName.read("𠮷".repeat(80)).value()).isPresent();
    assertThat(PersonName.read("𠮷".repeat(81)).flaw()).contains(Flaw.TOO_LONG);
    assertThat(PersonName.read("Ab ".repeat(26) + "Ab").value()).isPresent();
    assertThat(PersonName.read("Ab ".repeat(27)).value()).isPresent();
    assertThat(PersonName.read("Ab ".repeat(27) + "A").flaw()).contains(Flaw.TOO_LONG);
  }

  @ParameterizedTest
  @CsvSource({
    "张三, 张*",
    "张三丰, 张**",
    "欧阳知远, 欧阳**",
    "欧阳, 欧*",
    "𠮷田例, 𠮷**",
    "田𠮷, 田*",
    "阿依努尔·吐尔逊江, 阿***·****",
    "John Smith, J*** S****",
    "O'SULLIVAN Aoife, O********* A****",
    "KOWALSKA-NOWAK Maria, K*******-N**** M****"
  })
  void masks(String name, String masked) {
    assertThat(new PersonName(name).masked()).isEqualTo(masked);
    assertThat(new PersonName(name)).hasToString(masked);
  }

  @ParameterizedTest
  @CsvSource({
    "John Smith, JOHN SMITH",
    "John Smith, JohnSmith",
    "O'SULLIVAN Aoife, O’Sullivan  Aoife",
    "阿依努尔·吐尔逊江, 阿依努尔吐尔逊江",
    "朗例, 朗例"
  })
  void comparesWithoutCaseSpaceAndPunctuation(String one, String other) {
    assertThat(name(one).sameAs(name(other))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"张四", "张三丰", "ZHANG San", "田吉"})
  void tellsNamesApart(String other) {
    assertThat(name("张三").sameAs(name(other))).isFalse();
    assertThat(name("田𠮷").sameAs(name(other))).isFalse();
  }

  @Test
  void refusesABlankNameWithoutRepeatingIt() {
    assertThatThrownBy(() -> new PersonName(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PersonName("x".repeat(81))).hasMessageNotContaining("xx");
  }

  private static PersonName name(String text) {
    return PersonName.read(text).value().orElseThrow();
  }
}
