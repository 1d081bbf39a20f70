package org.goldcard.cli.command;

import java.util.List;
import picocli.CommandLine.Command;

/** A word that only gathers commands: alone it is a mistake. */
@Command
public final class GroupCommand implements GuidedCommand {
  private final Guide guide;

  /** With this page of help. */
  public GroupCommand(String zh, String en, String example) {
    this.guide = new Guide(zh, en, List.of(example), List.of());
  }

  @Override
  public Guide guide() {
    return guide;
  }

  @Override
  public Integer call() {
    throw Checks.usage("请给出子命令，见 --help", "Name a subcommand, see --help");
  }
}
