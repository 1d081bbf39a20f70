package org.goldcard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.Outcome;
import org.goldcard.qr.QrReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysAndQrCommandTest {
  @TempDir private Path folder;

  private final RunCommand command = new RunCommand();

  @Test
  void makesListsAndRotatesKeys() {
    command.keyDirectory = folder.resolve("keys");
    assertThat(command.run("keys", "new", "live")).as(command.err()).isZero();
    assertThat(command.out()).startsWith("L01").contains("EdDSA", "PUBLISHED");
    assertThat(command.run("keys", "rotate", "LIVE")).as("the first waits for nobody").isZero();
    assertThat(command.run("keys", "new", "LIVE")).isZero();
    assertThat(command.run("keys", "rotate", "LIVE")).isEqualTo(5);
    assertThat(command.err()).contains("L02", "新密钥公布时间过短");
    command.now = command.now.plus(Duration.ofHours(1));
    assertThat(command.run("keys", "rotate", "LIVE")).isZero();
    assertThat(command.run("keys", "list")).isZero();
    assertThat(command.out().lines())
        .satisfiesExactly(
            old -> assertThat(old).matches("L01  LIVE   EdDSA VERIFY_ONLY +2026-.*  [\\w-]{43}"),
            now -> assertThat(now).matches("L02  LIVE   EdDSA ACTIVE +2026-.*  [\\w-]{43}"));
  }

  @Test
  void drawsATextInTheTerminal() {
    assertThat(command.run("qr", "any text")).isZero();
    assertThat(command.out()).contains("\u2580", "\u001b[0m").doesNotContain("any text");
  }

  @Test
  void writesALiveCodeAsPngAndSvg() throws Exception {
    command.stores.liveCode = Outcome.done("header.claims.signature");
    Path png = folder.resolve("code.png");
    String card = FakeStores.CARD.inFours();
    assertThat(command.run("qr", card, "--png", png.toString(), "--size", "321")).isZero();
    assertThat(QrReader.read(png).<String>fold(text -> text, Enum::name))
        .isEqualTo("header.claims.signature");
    Path svg = folder.resolve("code.svg");
    assertThat(command.run("qr", card, "--svg", svg.toString())).isZero();
    assertThat(Files.readString(svg)).contains("<title>金卡码 live code</title>");
    assertThat(command.out()).isEmpty();
    Path nowhere = folder.resolve("none").resolve("code.png");
    assertThat(command.run("qr", card, "--png", nowhere.toString())).isEqualTo(3);
  }

  @Test
  void aCardWithoutALiveCodeIsARefusal() {
    command.stores.liveCode = Outcome.refused(CardRefusal.WRONG_STATE);
    assertThat(command.run("qr", FakeStores.CARD.digits())).isEqualTo(1);
    assertThat(command.err()).contains("当前状态不允许");
  }

  @Test
  void refusesWhatNoQrCodeHolds() {
    assertThat(command.run("qr", "金卡")).isEqualTo(3);
    assertThat(command.run("qr", "a".repeat(2049))).isEqualTo(3);
  }

  @Test
  void saysWhenTheTerminalIsTooNarrow() {
    command.interactive = true;
    command.columns = 60;
    assertThat(command.run("qr", "a".repeat(251))).isEqualTo(1);
    assertThat(command.err()).contains("终端宽60列，二维码需69列").contains("--png");
    command.columns = 69;
    assertThat(command.run("qr", "a".repeat(251))).isZero();
  }
}
