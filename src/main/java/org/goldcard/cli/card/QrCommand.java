package org.goldcard.cli.card;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.Outcome;
import org.goldcard.cli.command.Checks;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Pictures;
import org.goldcard.cli.port.Stores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a card's live code, or any text, as a QR code. */
@Command(name = "qr")
public final class QrCommand implements GuidedCommand {
  private static final int USUAL_PIXELS = 400;
  private static final int LEAST_PIXELS = 200;
  private static final int MOST_PIXELS = 1000;

  private final CommandPorts ports;

  @Parameters(
      paramLabel = "CARD|TEXT",
      description = {"卡号（生成金卡码），或任意ASCII文本", "A card number, for its live code; or any ASCII text"})
  private String text = "";

  @ArgGroup private Target target = new Target();

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      description = {"PNG边长，200至1000，默认400", "Side of the PNG, 200 to 1000, 400 by default"})
  private int size = USUAL_PIXELS;

  /** Where the picture goes: one of the two, or the terminal. */
  static final class Target {
    @Option(
        names = "--png",
        paramLabel = "FILE",
        description = {"写入PNG文件", "Write a PNG file"})
    private @Nullable Path png;

    @Option(
        names = "--svg",
        paramLabel = "FILE",
        description = {"写入SVG文件", "Write an SVG file"})
    private @Nullable Path svg;
  }

  /** Over these ports. */
  public QrCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "显示二维码：卡的金卡码，或一段文本",
        "Show a QR code: a card's live code, or a text",
        List.of(
            "goldcard qr 9000000000000001",
            "goldcard qr 9000000000000001 --png code.png --size 600",
            "goldcard qr 'any text' --svg text.svg"),
        List.of(
            ExitCode.REFUSED, ExitCode.BAD_INPUT, ExitCode.STORE_UNAVAILABLE, ExitCode.NOT_READY));
  }

  @Override
  public Integer call() {
    if (size < LEAST_PIXELS || size > MOST_PIXELS) {
      throw Checks.usage("--size：200至1000", "--size: 200 to 1000");
    }
    Optional<CardNumber> card = CardNumber.parse(text);
    String shown = card.isPresent() ? liveCode(card.get()) : text;
    String title = card.map(number -> "金卡码 live code").orElse("二维码 QR code");
    show(drawing(shown), title);
    return ExitCode.OK.number();
  }

  private Pictures.Drawing drawing(String shown) {
    return ports
        .pictures()
        .draw(shown)
        .orElseThrow(
            () ->
                new CommandRefused(
                    ExitCode.BAD_INPUT,
                    "只能为1至2048个可打印ASCII字符生成二维码",
                    "Only 1 to 2048 printable ASCII characters become a QR code"));
  }

  private String liveCode(CardNumber number) {
    try (Stores stores = ports.stores().get()) {
      Outcome<String> code = Waiting.on(stores.liveCode(number));
      return code.fold(given -> given, QrCommand::refuse);
    }
  }

  private static String refuse(CardRefusal refusal) {
    throw new CommandRefused(ExitCode.REFUSED, refusal.zh(), refusal.en());
  }

  private void show(Pictures.Drawing drawing, String title) {
    Path png = target.png;
    Path svg = target.svg;
    if (png != null) {
      Checks.write(png, drawing.png(size));
      ports.screen().say("已写入 " + png, "Written to " + png);
    } else if (svg != null) {
      Checks.write(svg, drawing.svg(title).getBytes(StandardCharsets.UTF_8));
      ports.screen().say("已写入 " + svg, "Written to " + svg);
    } else {
      onTerminal(drawing);
    }
  }

  private void onTerminal(Pictures.Drawing drawing) {
    int wide = ports.screen().columns();
    if (ports.screen().interactive() && drawing.columns() > wide) {
      throw new CommandRefused(
          ExitCode.REFUSED,
          "终端宽%d列，二维码需%d列：请加宽窗口，或用 --png、--svg".formatted(wide, drawing.columns()),
          "The terminal has %d columns, the code needs %d: widen it, or use --png or --svg"
              .formatted(wide, drawing.columns()));
    }
    ports.screen().out().print(drawing.terminal());
    ports.screen().out().flush();
  }
}
