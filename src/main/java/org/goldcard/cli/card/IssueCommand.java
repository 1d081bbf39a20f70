package org.goldcard.cli.card;

import java.util.List;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.card.Validity;
import org.goldcard.card.talent.DocumentType;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.cli.command.Checks;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.cli.terminal.LongWork;
import org.goldcard.issuing.IssueAll;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Issues cards to recognised talents. */
@Command(name = "issue")
public final class IssueCommand implements GuidedCommand {

  private final CommandPorts ports;

  @ArgGroup(multiplicity = "1")
  private Whom whom = new Whom();

  /** Exactly one of them. */
  static final class Whom {
    @Parameters(
        paramLabel = "TALENT_ID",
        arity = "0..1",
        description = {"人才编号", "The talent's id"})
    private @Nullable Long talentId;

    @Option(
        names = "--document",
        paramLabel = "TYPE:NUMBER",
        description = {
          "证件，如 PASSPORT:号码；只写 TYPE: 则从标准输入读取号码",
          "A document, such as PASSPORT:NUMBER; with TYPE: alone the number is read from standard input"
        })
    private @Nullable String document;

    @Option(
        names = "--all",
        description = {"所有尚无金卡的在认定期内人才", "Every talent recognised today who has no card"})
    private boolean all;
  }

  /** Over these ports. */
  public IssueCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "向已认定人才发卡；已有金卡的答复现有金卡",
        "Issue cards to recognised talents; who has a card keeps it",
        List.of(
            "goldcard issue 42",
            "goldcard issue --document PASSPORT: < number.txt",
            "goldcard issue --all"),
        List.of(
            ExitCode.REFUSED, ExitCode.BAD_INPUT, ExitCode.STORE_UNAVAILABLE, ExitCode.NOT_READY));
  }

  @Override
  public Integer call() {
    Long id = whom.talentId;
    IdentityDocument document = whom.document == null ? null : document(whom.document);
    try (Stores stores = ports.stores().get()) {
      if (whom.all) {
        return all(stores);
      }
      long talent = id != null ? id : document == null ? 0 : talentWith(stores, document);
      return one(Waiting.on(stores.issue(talent, instruction())));
    }
  }

  private Instruction instruction() {
    return Instruction.of(ports.operator(), "command line");
  }

  private Integer one(Outcome<Receipt> outcome) {
    ports
        .screen()
        .tell(
            outcome.fold(
                receipt -> receipt.number().inFours() + "  " + Receipts.line(receipt),
                Receipts::refusal));
    return (outcome.isDone() ? ExitCode.OK : ExitCode.REFUSED).number();
  }

  private Integer all(Stores stores) {
    try (LongWork work = new LongWork(ports.screen())) {
      IssueAll.Total total =
          Waiting.on(stores.issueAll(instruction(), done -> work.at("发卡 issuing", done, 0)));
      return allTold(total);
    }
  }

  private Integer allTold(IssueAll.Total total) {
    int issued = total.issued();
    ports.screen().tell("已发%d张 / %d cards issued".formatted(issued, issued));
    int refused = total.refused();
    if (refused > 0) {
      ports.screen().tell("未发%d人 / %d talents refused".formatted(refused, refused));
    }
    return (refused == 0 ? ExitCode.OK : ExitCode.REFUSED).number();
  }

  private static long talentWith(Stores stores, IdentityDocument document) {
    List<Long> found = Waiting.on(stores.talentsWith(document));
    if (found.size() > 1) {
      throw new CommandRefused(
          ExitCode.REFUSED,
          "多人使用该护照号码，请用人才编号",
          "Several talents have this number: use the talent's id");
    }
    return found.stream()
        .findFirst()
        .orElseThrow(
            () ->
                new CommandRefused(
                    ExitCode.REFUSED,
                    CardRefusal.TALENT_UNKNOWN.zh(),
                    CardRefusal.TALENT_UNKNOWN.en()));
  }

  private IdentityDocument document(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw Checks.usage("--document 须为 类型:号码", "--document is TYPE:NUMBER");
    }
    DocumentType type =
        DocumentType.parse(text.substring(0, colon))
            .orElseThrow(() -> Checks.usage("没有这种证件类型", "No such document type"));
    String rest = text.substring(colon + 1);
    String number = rest.isEmpty() ? ports.screen().ask("证件号码 number: ") : rest;
    var today = Validity.dayOf(ports.clock().instant());
    var reading = IdentityDocument.read(type, number, today);
    return reading
        .value()
        .orElseThrow(() -> Checks.usage("证件号码有误", "The document number is not right for its type"));
  }
}
