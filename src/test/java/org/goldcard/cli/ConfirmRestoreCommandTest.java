package org.goldcard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfirmRestoreCommandTest {
  private final RunCommand command = new RunCommand();

  @Test
  void confirmsNothingWhereNothingIsMissing() {
    assertThat(command.run("status", "confirm-restore", "--apply")).isZero();
    assertThat(command.out()).contains("无需确认", "nothing to confirm");
    assertThat(command.stores.asked).isEmpty();
  }

  @Test
  void showsFirstAndChangesNothing() {
    command.stores.restore = FakeStores.restored(true);
    assertThat(command.run("status", "confirm-restore")).isEqualTo(1);
    assertThat(command.out()).contains(FakeStores.CARD.inFours(), "REVOKED", "未作任何改动");
    assertThat(command.stores.asked).isEmpty();
  }

  @Test
  void goesOnWithOrWithoutTheStopsAsTold() {
    command.stores.restore = FakeStores.restored(true);
    assertThat(command.run("status", "confirm-restore", "--apply", "--reason", "3 May")).isZero();
    assertThat(command.out()).contains("新的纪元");
    assertThat(command.run("status", "confirm-restore", "--forget", "--reason", "3 May")).isZero();
    assertThat(command.stores.asked)
        .containsExactly("confirmRestore true 3 May", "confirmRestore false 3 May");
    assertThat(command.run("status", "confirm-restore", "--apply", "--forget")).isEqualTo(2);
  }
}
