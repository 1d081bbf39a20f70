package org.goldcard.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.goldcard.testkit.StatusWords.card;

import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.testkit.ScriptedLog;
import org.junit.jupiter.api.Test;

class CardTableTest {
  private static final StatusWord ACTIVE = card(CardState.ACTIVE);

  private final CardTable table = new CardTable();

  @Test
  void hasNoEntriesAndNoPositionAtFirst() {
    assertThat(table.at(0)).isEqualTo(StatusWord.NONE);
    assertThat(table.position()).isEmpty();
    assertThat(table.limit()).isZero();
  }

  @Test
  void keepsEntriesAtTheEdgesOfSegmentsAndOfTheTable() {
    int[] edges = {0, 65_535, 65_536, 1_048_575, 1_048_576, CardTable.CAPACITY - 1};
    TreeMap<Integer, Long> expected = new TreeMap<>();
    for (int index : edges) {
      StatusWord word = StatusWord.pass(false, ACTIVE.talentClass(), ACTIVE.lastDay(), index);
      table.put(index, word.bits());
      expected.put(index, word.bits());
    }
    assertThat(ScriptedLog.entriesOf(table)).isEqualTo(expected);
    assertThat(table.limit()).as("the last list is not of cards").isEqualTo(1_048_576 + 16_384);
  }

  @Test
  void answersNothingOutsideAndTakesNothingThere() {
    assertThat(table.bits(-1)).isZero();
    assertThat(table.bits(CardTable.CAPACITY)).isZero();
    assertThat(table.bits(Integer.MAX_VALUE)).isZero();
    assertThatThrownBy(() -> table.put(CardTable.CAPACITY, 1)).hasMessageContaining("index");
    assertThatThrownBy(() -> table.put(-1, 1)).hasMessageContaining("index");
  }

  @Test
  void becomesAnotherTableWhole() {
    table.put(1, ACTIVE.bits());
    CardTable other = new CardTable();
    other.put(2, ACTIVE.bits());
    Position position = new Position(3, 4, Position.START);
    other.publish(position);
    table.become(other);
    assertThat(table.bits(1)).isZero();
    assertThat(table.at(2)).isEqualTo(ACTIVE);
    assertThat(table.position()).contains(position);
  }

  @Test
  void aReaderWhoTakesThePositionFirstSeesEntriesAtLeastAsNew() throws InterruptedException {
    AtomicBoolean behind = new AtomicBoolean();
    int writes = 200_000;
    table.publish(new Position(1, 0, Position.START));
    Thread reader = new Thread(() -> behind.set(readUntil(writes)));
    reader.start();
    for (int seq = 1; seq <= writes; seq++) {
      table.put(seq % 7 * 70_000, seq);
      table.publish(new Position(1, seq, Position.START));
    }
    reader.join();
    assertThat(behind).isFalse();
  }

  private boolean readUntil(int writes) {
    for (long seq = 0; seq < writes; ) {
      seq = table.position().orElseThrow().seq();
      if (seq > 0 && table.bits((int) (seq % 7) * 70_000) < seq) {
        return true;
      }
    }
    return false;
  }
}
