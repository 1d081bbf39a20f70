package org.goldcard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.goldcard.cli.port.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
  private static final List<String> DESIGNED =
      List.of(
          "",
          "dev",
          "serve",
          "recognise",
          "issue",
          "suspend",
          "resume",
          "report-lost",
          "close",
          "revoke",
          "verify",
          "qr",
          "client",
          "client add",
          "client list",
          "client show",
          "client update",
          "client withdraw",
          "client end-tokens",
          "client rotate",
          "client key-add",
          "client key-withdraw",
          "bundle",
          "bundle export",
          "devices",
          "scans",
          "venues",
          "venues import",
          "venues list",
          "venues show",
          "webhook",
          "webhook add",
          "webhook list",
          "webhook show",
          "webhook test",
          "webhook replay",
          "webhook pause",
          "webhook resume",
          "webhook remove",
          "keys",
          "keys list",
          "keys new",
          "keys rotate",
          "keys announce",
          "keys withdraw",
          "database",
          "database roles",
          "status",
          "status compare",
          "status confirm-restore",
          "status rebuild",
          "redis",
          "redis load-functions",
          "redis acl");

  private final RunCommand command = new RunCommand();

  /** The words that lead to every command, the program itself first. */
  static Stream<List<String>> commands() {
    List<List<String>> all = new ArrayList<>();
    collect(Commands.line(new RunCommand().ports()), List.of(), all);
    return all.stream();
  }

  private static void collect(CommandLine line, List<String> words, List<List<String>> all) {
    all.add(words);
    line.getSubcommands()
        .forEach(
            (name, sub) ->
                collect(sub, Stream.concat(words.stream(), Stream.of(name)).toList(), all));
  }

  @Test
  void everyCommandOfTheDesignIsThere() {
    assertThat(commands().map(words -> String.join(" ", words)))
        .containsExactlyInAnyOrderElementsOf(DESIGNED);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpSpeaksBothLanguagesWithExamplesAndExitCodes(List<String> words) {
    assertThat(command.run(with(words, "--help"))).isZero();
    String help = command.out();
    List<String> lines = help.lines().toList();
    assertThat(lines.get(0)).as("Chinese first").containsPattern("\\p{IsHan}");
    assertThat(lines.get(1)).as("English next").matches("[\\x20-\\x7e]{10,}");
    assertThat(help).contains("用法 Usage: goldcard").contains("示例 Examples:\n  ");
    assertThat(help).contains("退出码 Exit codes:").contains(ExitCode.OK.zh()).contains("70");
    assertThat(help).contains("--help").contains("--debug");
    assertThat(command.err()).isEmpty();
    assertThat(lines).allSatisfy(line -> assertThat(width(line)).isLessThanOrEqualTo(120));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyExampleIsACommandLineThatReads(List<String> words) {
    CommandLine line = Commands.line(command.ports());
    for (String word : words) {
      line = Objects.requireNonNull(line.getSubcommands().get(word));
    }
    String[] examples = line.getCommandSpec().usageMessage().footer();
    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      assertThat(width(example)).as(example).isLessThan(80);
      String typed =
          example.substring(example.indexOf("goldcard") + 8).replaceAll(" <.*", "").strip();
      String[] args = typed.isEmpty() ? new String[0] : split(typed);
      assertThat(Commands.line(new RunCommand().ports()).parseArgs(args)).isNotNull();
    }
  }

  @Test
  void listsEveryCommandInBothLanguages() {
    command.run("--help");
    assertThat(command.out()).contains("  suspend      暂停使用\n               Suspend cards");
    command.run("keys", "--help");
    assertThat(command.out()).contains("  rotate       启用").contains("Let the published key sign");
  }

  @Test
  void theExitCodesOfTheProgramAreAllDocumented() {
    command.run("--help");
    for (ExitCode code : ExitCode.values()) {
      assertThat(command.out()).contains(code.zh()).contains(" " + code.number());
    }
  }

  private static String[] split(String typed) {
    return Stream.of(typed.split(" (?=(?:[^']*'[^']*')*[^']*$)", -1))
        .map(word -> word.replace("'", ""))
        .toArray(String[]::new);
  }

  private static int width(String line) {
    return line.codePoints().map(c -> c >= 0x2e80 ? 2 : 1).sum();
  }

  private static String[] with(List<String> words, String last) {
    return Stream.concat(words.stream(), Stream.of(last)).toArray(String[]::new);
  }
}
