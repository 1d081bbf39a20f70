package org.goldcard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TalentListsTest {
  private static final int ROWS = 400;

  @Test
  void noSeedGivesAnybodyTheNumberOfADemoTalent() throws IOException {
    Set<String> demo = demoCells();
    Set<String> taken =
        LongStream.range(0, 200)
            .boxed()
            .flatMap(seed -> numbers(seed).filter(demo::contains))
            .collect(Collectors.toSet());
    assertThat(demo).contains("820000190001010028");
    assertThat(taken).isEmpty();
  }

  @Test
  void noNumberOccursTwice() {
    LongStream.range(0, 200).forEach(seed -> assertThat(numbers(seed)).doesNotHaveDuplicates());
  }

  private static Stream<String> numbers(long seed) {
    return new TalentLists(seed).rows(ROWS).map(row -> row.get(2));
  }

  private static Set<String> demoCells() throws IOException {
    try (InputStream list = TalentListsTest.class.getResourceAsStream("/demo/talents.csv")) {
      String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split("[,\\r\\n]+")).collect(Collectors.toSet());
    }
  }
}
