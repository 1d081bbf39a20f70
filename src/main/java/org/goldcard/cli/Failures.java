package org.goldcard.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.goldcard.card.StoreUnavailable;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.terminal.Screen;
import org.goldcard.token.keys.KeyProblem;
import org.goldcard.token.keys.KeysRefused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The single place that turns a failure into sentences and an exit code. Arguments are never
 * repeated: they may be document numbers or tokens.
 */
final class Failures {
  private final BooleanSupplier debug;
  private final Function<Throwable, Optional<CommandRefused>> explain;
  private final Screen screen;

  Failures(
      BooleanSupplier debug, Function<Throwable, Optional<CommandRefused>> explain, Screen screen) {
    this.debug = debug;
    this.explain = explain;
    this.screen = screen;
  }

  /** A command line that cannot be read. */
  int handle(ParameterException failure, String[] args) {
    CommandLine line = failure.getCommandLine();
    if (failure instanceof UnmatchedArgumentException unmatched) {
      sayUnmatched(unmatched);
    } else if (failure instanceof MissingParameterException missing) {
      screen.say("缺少参数或选项", "Missing: " + names(missing));
    } else if (isPath(failure.getArgSpec())) {
      screen.say(
          "文件名无法在当前语言环境中表示，请设置 LC_ALL=C.UTF-8",
          "The file name does not fit the locale: set LC_ALL=C.UTF-8");
    } else {
      String name = failure.getArgSpec() == null ? "" : failure.getArgSpec().paramLabel();
      screen.say("参数有误 " + name, "A wrong value, or options that exclude each other " + name);
    }
    String help = line.getCommandSpec().qualifiedName() + " --help";
    screen.say("用法见 " + help, "See " + help);
    return ExitCode.USAGE.number();
  }

  /** Any text is a path, unless it has characters the locale's encoding lacks. */
  private static boolean isPath(@Nullable ArgSpec argument) {
    return argument != null && argument.type() == Path.class;
  }

  private static String names(MissingParameterException failure) {
    return failure.getMissing().stream()
        .map(ArgSpec::paramLabel)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** Names an unknown option or a near miss of a command, nothing else of what was typed. */
  private void sayUnmatched(UnmatchedArgumentException failure) {
    Optional<String> option =
        failure.getUnmatched().stream()
            .filter(a -> a.matches("--?[a-z][a-z-]{0,30}(=.*)?"))
            .map(a -> a.replaceFirst("=.*", ""))
            .findFirst();
    if (option.isPresent()) {
      screen.say("未知选项 " + option.get(), "Unknown option " + option.get());
      return;
    }
    String near =
        failure.getSuggestions().stream()
            .findFirst()
            .map(s -> "：" + s + "？ / perhaps " + s + "?")
            .orElse(" / Unknown command, or an argument too many");
    screen.err().println("未知命令或多余的参数" + near);
    screen.err().flush();
  }

  /** A command that failed. */
  int handle(Exception failure) {
    if (debug.getAsBoolean()) {
      failure.printStackTrace(screen.err());
    }
    Optional<CommandRefused> known =
        failure instanceof CommandRefused refused ? Optional.of(refused) : explained(failure);
    if (known.isPresent()) {
      screen.say(known.get().zh(), known.get().en());
      return known.get().code().number();
    }
    if (failure instanceof KeysRefused refused) {
      refused.problems().forEach(this::say);
      return ExitCode.NOT_READY.number();
    }
    if (failure instanceof StoreUnavailable) {
      screen.say("数据库不可用；可原样重试", "The database is unavailable; repeat the command as it is");
      return ExitCode.STORE_UNAVAILABLE.number();
    }
    String what = failure.getClass().getSimpleName();
    screen.say("内部错误 " + what + "，加 --debug 查看详情", "An internal error, see --debug");
    return ExitCode.BUG.number();
  }

  private Optional<CommandRefused> explained(Exception failure) {
    try {
      return explain.apply(failure);
    } catch (RuntimeException e) {
      // The first failure is the one to tell of.
      return Optional.empty();
    }
  }

  private void say(KeyProblem problem) {
    screen.say(problem.where() + "：" + problem.what().zh(), problem.what().en());
  }
}
