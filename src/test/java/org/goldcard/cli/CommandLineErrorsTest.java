package org.goldcard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineErrorsTest {
  private static final String SECRET = "370102199001011234";

  private final RunCommand command = new RunCommand();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "issu",
        "issue",
        "issue 42 --all",
        "issue --document",
        "issue --document PASSPORT",
        "issue --document NOTHING:" + SECRET,
        "issue --document RIC:" + SECRET,
        "issue " + SECRET + "x",
        "issue 42 " + SECRET,
        "suspend",
        "suspend " + SECRET,
        "revoke 9000000000000002",
        "recognise",
        "recognise a.csv --bad-rows b.csv",
        "verify",
        "verify x --offline --list https://goldcard.test/v1/status-lists/0",
        "verify x --issuer nowhere",
        "qr",
        "qr x --size " + SECRET,
        "qr x --size 199",
        "qr x --png a.png --svg b.svg",
        "keys",
        "keys new",
        "keys new " + SECRET,
        "status",
        "serve --role " + SECRET,
        "dev --port 65536",
        "dev --nonsense=" + SECRET,
        SECRET
      })
  void mistakesEndWithTwoAndRepeatNothing(String typed) {
    assertThat(command.run(typed.split(" ", -1))).as(command.err()).isEqualTo(2);
    assertThat(command.err()).containsPattern("\\p{IsHan}").containsPattern("[A-Za-z]{4}");
    assertThat(command.err() + command.out()).doesNotContain(SECRET).doesNotContain("\tat ");
    assertThat(command.started).isEmpty();
  }

  @Test
  void namesAnUnknownOptionAndSuggestsACommand() {
    command.run("dev", "--prot", "1");
    assertThat(command.err()).contains("未知选项 --prot / Unknown option --prot");
    command.run("isue");
    assertThat(command.err()).contains("issue");
  }

  @Test
  void namesWhatIsMissing() {
    command.run("recognise");
    assertThat(command.err()).contains("Missing: FILE").contains("goldcard recognise --help");
  }

  @Test
  void aFileNameBeyondTheLocaleIsSaidToBeSo() {
    assertThat(command.run("recognise", "list\0.csv")).isEqualTo(2);
    assertThat(command.err()).contains("LC_ALL=C.UTF-8");
  }

  @Test
  void aLostStoreEndsWithFourAndSaysToRepeat() {
    command.stores.failure = FakeStores.unreachable();
    assertThat(command.run("issue", "42")).isEqualTo(4);
    assertThat(command.err()).contains("数据库不可用").doesNotContain("\tat ");
    assertThat(command.stores.closed).isEqualTo(1);
  }

  @Test
  void missingKeysEndWithFiveAndSayWhere() {
    assertThat(command.run("keys", "list")).isEqualTo(5);
    assertThat(command.err()).contains("no such directory").contains("密钥目录");
  }

  @Test
  void aBugEndsWithSeventyWithoutItsMessage() {
    command.stores.failure = new IllegalStateException(SECRET);
    assertThat(command.run("issue", "42")).isEqualTo(70);
    assertThat(command.err()).contains("IllegalStateException").doesNotContain(SECRET);
  }

  @Test
  void failuresOfAdaptersAreSaidInTheWordsOfMain() {
    command.explain =
        failure ->
            Optional.of(new CommandRefused(ExitCode.NOT_READY, "缺少设置", "A setting is missing"));
    command.stores.failure = FakeStores.unreachable();
    assertThat(command.run("issue", "42")).isEqualTo(5);
    assertThat(command.err()).isEqualTo("缺少设置 / A setting is missing\n");
  }

  @Test
  void debugShowsTheStack() {
    command.stores.failure = FakeStores.unreachable();
    assertThat(command.run("--debug", "issue", "42")).isEqualTo(4);
    assertThat(command.err()).contains("\tat ");
    assertThat(command.run("issue", "42", "--debug")).isEqualTo(4);
    assertThat(command.err()).contains("\tat ");
  }
}
