package org.goldcard.testbed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which processor a process may use: the service has one for itself, whatever loads it and the
 * servers behind it share the other. Needs {@code taskset} and two processors; without them nothing
 * is pinned. Blocks.
 */
public final class Cores {
  /** Where the measured process runs. */
  public static final int MEASURED = 0;

  /** Where everything else runs. */
  public static final int OTHERS = 1;

  private static final boolean CAN_PIN = canPin();

  private Cores() {}

  /** Whether processes are pinned on this machine. */
  public static boolean arePinned() {
    return CAN_PIN;
  }

  /** The command, held to one core where that is possible. */
  public static List<String> pinned(int core, List<String> command) {
    if (!CAN_PIN) {
      return command;
    }
    List<String> whole = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
    whole.addAll(command);
    return whole;
  }

  /** Holds this process, all its threads and what it starts from now on, to one core. */
  public static void pinThisProcess(int core) {
    if (CAN_PIN) {
      String own = Long.toString(ProcessHandle.current().pid());
      if (run("taskset", "-a", "-c", "-p", Integer.toString(core), own) != 0) {
        throw new IllegalStateException("taskset: this process cannot be pinned");
      }
    }
  }

  private static boolean canPin() {
    return Runtime.getRuntime().availableProcessors() > 1 && run("taskset", "-V") == 0;
  }

  private static int run(String... command) {
    try {
      return new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
