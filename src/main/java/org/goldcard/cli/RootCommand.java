package org.goldcard.cli;

import java.util.List;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.operation.DevCommand;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program itself: without a command it runs the embedded default. */
@Command(name = "goldcard")
final class RootCommand implements GuidedCommand {
  private final CommandPorts ports;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = {"出错时显示堆栈", "Show the stack of an error"})
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = {"显示帮助", "Show this help"})
  @SuppressWarnings("UnusedVariable") // picocli reads it.
  private boolean help;

  RootCommand(CommandPorts ports) {
    this.ports = ports;
  }

  /** Whether stacks are shown. */
  boolean debug() {
    return debug;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "泉城人才服务金卡：发卡与核验",
        "Quancheng Talent Service Gold Card: issue and verify",
        List.of("goldcard", "goldcard recognise list.csv", "goldcard issue --help"),
        List.of(ExitCode.values()).stream()
            .filter(c -> c != ExitCode.OK && c != ExitCode.USAGE && c != ExitCode.BUG)
            .toList());
  }

  @Override
  public Integer call() {
    return DevCommand.withDefaults(ports);
  }
}
