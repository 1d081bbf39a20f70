package org.goldcard.cli.client;

import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.terminal.Screen;
import org.goldcard.partners.ClientRegistry.Change;

/** Says what came of a change of a client's credentials. */
final class ClientOutcome {
  private ClientOutcome() {}

  /** The exit code. */
  static int say(Screen screen, Change change) {
    switch (change) {
      case DONE -> screen.say("已生效", "Done");
      case UNKNOWN -> screen.say("没有这个客户端", "There is no such client");
      case REFUSED ->
          screen.say(
              "未改动：已有两个同时有效，或没有（已有）这个名称的公钥",
              "Nothing changed: two count already, or a key of that name is not (or is) there");
    }
    return change == Change.DONE ? ExitCode.OK.number() : ExitCode.REFUSED.number();
  }
}
