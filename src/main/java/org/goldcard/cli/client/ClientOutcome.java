package org.goldcard.cli.client;

import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.terminal.Screen;
import org.goldcard.partners.ClientRegistry.Change;

/** Says what came of a change of a client's credentials. */
final class ClientOutcome {
  private ClientOutcome() {}

  /**
   * The exit code.
   *
   * @param zh why a change is refused
   * @param en the same
   */
  static int say(Screen screen, Change change, String zh, String en) {
    switch (change) {
      case DONE -> screen.say("已生效", "Done");
      case UNKNOWN -> screen.say("没有这个客户端", "There is no such client");
      case REFUSED -> screen.say("未改动：" + zh, "Nothing changed: " + en);
    }
    return change == Change.DONE ? ExitCode.OK.number() : ExitCode.REFUSED.number();
  }
}
