package org.goldcard.cli.client;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.goldcard.cli.command.Checks;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the bundle of a scanner in a closed network to a file that is carried there by hand. */
@Command(name = "export")
public final class BundleExportCommand implements GuidedCommand {
  private static final int LONGEST = 36;

  private final CommandPorts ports;

  @Parameters(
      paramLabel = "CLIENT",
      description = {"核验客户端标识", "The scanner's client identifier"})
  private String client = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = {"写入此文件", "The file to write"})
  private Path out = Path.of("");

  @Option(
      names = "--hours",
      paramLabel = "HOURS",
      defaultValue = "36",
      description = {"有效小时数，1至36，默认36", "Hours it may be used, 1 to 36; 36"})
  private int hours;

  /** Over these ports. */
  public BundleExportCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "为封闭网络导出已签名的离线包：公钥、规则、名单；核验一律为黄色",
        "Export keys, rules and list for a closed network; always amber",
        List.of("goldcard bundle export customs-1 --out customs-1.bundle --hours 36"),
        List.of(ExitCode.REFUSED, ExitCode.BAD_INPUT, ExitCode.STORE_UNAVAILABLE));
  }

  @Override
  public Integer call() {
    if (hours < 1 || hours > LONGEST) {
      throw Checks.usage("--hours 应为1至36", "--hours is 1 to 36");
    }
    try (Stores stores = ports.stores().get()) {
      String bundle = Waiting.on(stores.bundle(client, Duration.ofHours(hours)));
      Checks.write(out, bundle.getBytes(StandardCharsets.US_ASCII));
    }
    ports.screen().say("已写入 " + out + "，" + hours + "小时内有效", "Written, for " + hours + " hours");
    return ExitCode.OK.number();
  }
}
