package org.goldcard.cli.terminal;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where a command speaks: results to {@code out}, everything else to {@code err}, both UTF-8
 * whatever the locale says, for half of every message is Chinese.
 *
 * @param in what is typed or piped in
 * @param out results, for people and pipes
 * @param err messages and progress
 * @param interactive whether a person watches, so that bars may be drawn
 * @param columns how wide the terminal is
 */
public record Screen(
    BufferedReader in, PrintWriter out, PrintWriter err, boolean interactive, int columns) {
  /** The width where nothing says another. */
  public static final int USUAL_COLUMNS = 80;

  /** The screen of this process. */
  public static Screen ofThisProcess() {
    boolean interactive = isTerminal();
    return new Screen(
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        interactive,
        interactive ? terminalColumns() : USUAL_COLUMNS);
  }

  /** A line in both languages, to people. */
  public void say(String zh, String en) {
    err.println(zh + " / " + en);
    err.flush();
  }

  /** A line of the result. */
  public void tell(String line) {
    out.println(line);
    out.flush();
  }

  /** One line of input, without echo where a person types it; empty at the end. */
  public String ask(String prompt) {
    char[] typed = interactive ? console().map(c -> c.readPassword(prompt)).orElse(null) : null;
    if (typed != null) {
      return new String(typed);
    }
    try {
      String line = in.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      return "";
    }
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    FileOutputStream stream = new FileOutputStream(descriptor);
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  @SuppressWarnings("SystemConsoleNull") // Whether it is a terminal is asked below.
  private static Optional<Console> console() {
    return Optional.ofNullable(System.console());
  }

  /** From Java 22 on there is a console even without a terminal; it says itself which it is. */
  private static boolean isTerminal() {
    try {
      Method says = Console.class.getMethod("isTerminal");
      return console().isPresent() && (boolean) says.invoke(console().get());
    } catch (ReflectiveOperationException e) {
      return console().isPresent();
    }
  }

  private static int terminalColumns() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size").redirectInput(ProcessBuilder.Redirect.INHERIT).start();
      String said = new String(stty.getInputStream().readNBytes(32), StandardCharsets.US_ASCII);
      boolean ended = stty.waitFor(1, TimeUnit.SECONDS);
      return ended && said.strip().matches("\\d{1,4} \\d{1,4}")
          ? Integer.parseInt(said.strip().split(" ", 2)[1])
          : USUAL_COLUMNS;
    } catch (IOException e) {
      return USUAL_COLUMNS;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL_COLUMNS;
    }
  }
}
