package org.goldcard.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.goldcard.cli.port.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * What the help of a command says beside its options, in both languages.
 *
 * @param zh what it does, in Chinese
 * @param en what it does, in English
 * @param examples whole command lines
 * @param endings the exit codes it has beside 0, 2 and 70
 */
public record Guide(String zh, String en, List<String> examples, List<ExitCode> endings) {
  /** Copies the lists. */
  public Guide {
    examples = List.copyOf(examples);
    endings = List.copyOf(endings);
  }

  /** Writes it into a help page. */
  public void write(UsageMessageSpec help) {
    help.header(zh, en);
    help.synopsisHeading("%n用法 Usage: ");
    help.parameterListHeading("%n参数 Parameters:%n");
    help.optionListHeading("%n选项 Options:%n");
    help.commandListHeading("%n命令 Commands:%n");
    help.footerHeading("%n示例 Examples:%n");
    help.footer(examples.stream().map(line -> "  " + line).toArray(String[]::new));
    help.exitCodeListHeading("%n退出码 Exit codes:%n");
    help.exitCodeList(exitCodes());
    help.sectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Guide::commandList);
  }

  /** The commands of a help page, each in both languages. */
  private static String commandList(CommandLine.Help help) {
    StringBuilder list = new StringBuilder();
    help.subcommands().forEach((name, sub) -> list.append(entry(name, sub)));
    return list.toString();
  }

  private static String entry(String name, CommandLine.Help command) {
    String[] header = command.commandSpec().usageMessage().header();
    return "  %-12s %s%n  %-12s %s%n".formatted(name, header[0], "", header[1]);
  }

  private Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    Stream.of(List.of(ExitCode.OK), endings, List.of(ExitCode.USAGE, ExitCode.BUG))
        .flatMap(List::stream)
        .sorted()
        .forEach(code -> codes.put(" " + code.number(), code.zh() + " / " + code.en()));
    return codes;
  }
}
