package org.goldcard.testbed;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A Java program about to be started in a process of its own, on this program's class path.
 *
 * @param before what stands before {@code java}, such as {@code strace}
 * @param core the core it is held to; -1 for any
 * @param jvm options of the virtual machine
 * @param program class and arguments
 * @param environment further variables
 */
public record Launch(
    List<String> before,
    int core,
    List<String> jvm,
    List<String> program,
    Map<String, String> environment) {
  private static final List<String> QUICK =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m");

  private static final Set<Process> STARTED = started();

  /** Copies what it is given. */
  public Launch {
    before = List.copyOf(before);
    jvm = List.copyOf(jvm);
    program = List.copyOf(program);
    environment = Map.copyOf(environment);
  }

  /** A command of the service in a town. */
  public static Launch main(Town town, List<String> arguments) {
    List<String> program = new ArrayList<>(List.of("org.goldcard.Main"));
    program.addAll(arguments);
    Map<String, String> environment = new HashMap<>(town.settings());
    environment.put("DATA_DIR", town.home().resolve("unused").toString());
    environment.put("WARM_UP", "0");
    return new Launch(List.of(), -1, QUICK, program, environment);
  }

  /** Another program. */
  public static Launch program(Class<?> main, String... arguments) {
    List<String> program = new ArrayList<>(List.of(main.getName()));
    program.addAll(List.of(arguments));
    return new Launch(List.of(), -1, List.of(), program, Map.of());
  }

  /** The same held to a core. */
  public Launch on(int onlyCore) {
    return new Launch(before, onlyCore, jvm, program, environment);
  }

  /** The same in a virtual machine with these options instead. */
  public Launch in(List<String> options) {
    return new Launch(before, core, options, program, environment);
  }

  /** The same with a variable more. */
  public Launch with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Launch(before, core, jvm, program, more);
  }

  /** The same without a variable. */
  public Launch without(String variable) {
    Map<String, String> less = new HashMap<>(environment);
    less.remove(variable);
    return new Launch(before, core, jvm, program, less);
  }

  /** The same under another program. */
  public Launch under(List<String> wrapper) {
    return new Launch(wrapper, core, jvm, program, environment);
  }

  /** Starts it with its output appended to a file. */
  public Process start(Path log) {
    try {
      return endingWithThis(
          builder()
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it with its input and output at hand, its errors appended to a file. */
  public Process converse(Path log) {
    try {
      return endingWithThis(
          builder().redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it to its end and answers its exit code. */
  public int run(Path log) {
    try {
      return start(log).waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** However this program ends, what it started ends with it. */
  @CanIgnoreReturnValue
  public static Process endingWithThis(Process process) {
    STARTED.add(process);
    return process;
  }

  private static Set<Process> started() {
    Set<Process> processes = ConcurrentHashMap.newKeySet();
    Runnable end = () -> processes.forEach(Process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(new Thread(end, "testbed-stop"));
    return processes;
  }

  private ProcessBuilder builder() {
    List<String> line = new ArrayList<>(before);
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(jvm);
    // The service's own way to write its log, not that of tests.
    line.add("-Dlogback.configurationFile=logback.xml");
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.addAll(program);
    ProcessBuilder builder = new ProcessBuilder(core < 0 ? line : Cores.pinned(core, line));
    builder.environment().putAll(environment);
    return builder;
  }
}
