package org.goldcard.cli.card;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.goldcard.card.CardNumber;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.cli.command.Checks;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CardVerb;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.cli.terminal.LongWork;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes cards by their numbers: suspend, resume, report-lost, close, revoke. */
@Command
public final class CardCommand implements GuidedCommand {
  private final CardVerb verb;
  private final CommandPorts ports;

  @Parameters(
      paramLabel = "CARD",
      arity = "0..*",
      description = {"卡号，可带空格（加引号）", "Card numbers; in fours only within quotes"})
  private List<String> cards = List.of();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = {"卡号文件，每行一个", "A file of card numbers, one a line"})
  private @Nullable Path file;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = {"原因，记入审计，不得含个人信息", "Why, for the audit row; nothing personal"})
  private String reason = "command line";

  /** One verb over these ports. */
  public CardCommand(CardVerb verb, CommandPorts ports) {
    this.verb = verb;
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        verb.zh(),
        verb.en(),
        List.of(
            "goldcard " + verb.command() + " 9000000000000001 --reason 'case 2026-118'",
            "goldcard " + verb.command() + " --file cards.txt"),
        List.of(
            ExitCode.REFUSED, ExitCode.BAD_INPUT, ExitCode.STORE_UNAVAILABLE, ExitCode.NOT_READY));
  }

  @Override
  public Integer call() {
    List<CardNumber> numbers = numbers();
    Instruction instruction = Instruction.of(ports.operator(), reason);
    int refused = 0;
    try (Stores stores = ports.stores().get();
        LongWork work = new LongWork(ports.screen())) {
      for (int i = 0; i < numbers.size(); i++) {
        CardNumber number = numbers.get(i);
        refused += tell(number, Waiting.on(stores.change(verb, number, instruction))) ? 0 : 1;
        showMany(work, i + 1, numbers.size());
      }
    }
    return (refused == 0 ? ExitCode.OK : ExitCode.REFUSED).number();
  }

  private void showMany(LongWork work, int done, int total) {
    if (total > 1) {
      work.at(verb.zh() + " " + verb.command(), done, total);
    }
  }

  private boolean tell(CardNumber number, Outcome<Receipt> outcome) {
    ports.screen().tell(number.inFours() + "  " + outcome.fold(Receipts::line, Receipts::refusal));
    return outcome.isDone();
  }

  private List<CardNumber> numbers() {
    List<String> texts = new ArrayList<>(cards);
    Path from = file;
    if (from != null) {
      texts.addAll(lines(from));
    }
    if (texts.isEmpty()) {
      throw Checks.usage("请给出卡号，或用 --file", "Name at least one card, or use --file");
    }
    return texts.stream().map(Checks::card).toList();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(Checks.readable(file)).stream()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new CommandRefused(
          ExitCode.BAD_INPUT, "卡号文件无法读取", "The file of card numbers cannot be read");
    }
  }
}
