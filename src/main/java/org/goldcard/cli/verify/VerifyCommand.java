package org.goldcard.cli.verify;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.goldcard.cli.command.Checks;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.token.Network;
import org.goldcard.token.ScannedToken;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.jws.Flaw;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.Reading;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.keys.KeyStore;
import org.goldcard.verifying.ResultCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a live code or a pass: against the record, or with files alone. */
@Command(name = "verify")
public final class VerifyCommand implements GuidedCommand {
  private final CommandPorts ports;

  @Parameters(
      paramLabel = "CODE|IMAGE",
      description = {
        "金卡码或金卡电子凭证的文本、含二维码的PNG/JPEG图片，或 - 从标准输入读取",
        "A live code or a pass as text, a PNG or JPEG with its QR code, or - for standard input"
      })
  private String shown = "";

  @Option(
      names = "--offline",
      description = {"只用 --keys 和 --list 给出的文件", "Use nothing but the files of --keys and --list"})
  private boolean offline;

  @Option(
      names = "--keys",
      paramLabel = "DIR|JWKS",
      description = {"公钥目录，或jwks.json文件或网址", "The key directory, or a jwks.json, file or address"})
  private @Nullable String keys;

  @Option(
      names = "--list",
      paramLabel = "FILE|URL",
      description = {"已公布的状态名单，文件或网址", "The published status list, file or address"})
  private @Nullable String list;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description = {"签发方网址，默认取自配置", "Who must have issued it; from the settings by default"})
  private @Nullable String issuer;

  /** Over these ports. */
  public VerifyCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "核验金卡码或金卡电子凭证，可离线",
        "Verify a live code or a pass, also offline",
        List.of(
            "goldcard verify photo.jpg",
            "goldcard verify code.png --offline --keys jwks.json --list list.jwt"),
        List.of(
            ExitCode.REFUSED, ExitCode.BAD_INPUT, ExitCode.STORE_UNAVAILABLE, ExitCode.NOT_READY));
  }

  @Override
  public Integer call() {
    refuseAddressesOffline();
    Finding finding = find(code());
    finding.print(ports.screen());
    return (finding.result().admits() ? ExitCode.OK : ExitCode.REFUSED).number();
  }

  private Finding find(String code) {
    Issuer expected = issuer();
    CodeCheck check = new CodeCheck(ring(), expected, ports.clock());
    boolean byRecord = !offline && list == null;
    Reading<ScannedToken> reading = check.read(code, byRecord ? Network.ONLINE : Network.OFFLINE);
    Optional<Flaw> flaw = reading.flaw();
    if (flaw.isPresent()) {
      return CodeCheck.flawed(code, flaw.get());
    }
    ScannedToken token = reading.token().orElseThrow();
    if (byRecord) {
      return byRecord(token);
    }
    String from = list;
    return from == null
        ? new Finding(ResultCode.LIST_STALE, token, null, null)
        : check.byList(token, text(Sources.read(from)));
  }

  private Finding byRecord(ScannedToken token) {
    try (Stores stores = ports.stores().get()) {
      return new RecordCheck(stores, ports.clock()).check(token);
    }
  }

  private void refuseAddressesOffline() {
    boolean address =
        (keys != null && Sources.isAddress(keys)) || (list != null && Sources.isAddress(list));
    if (offline && address) {
      throw Checks.usage("--offline 时只能用文件", "With --offline only files");
    }
  }

  /** A file's QR code, standard input, or the argument itself. */
  private String code() {
    if (shown.equals("-")) {
      return ports.screen().ask("金卡码 code: ").strip();
    }
    return file().map(file -> ports.pictures().read(file)).orElse(shown.strip());
  }

  private Optional<Path> file() {
    try {
      Path file = Path.of(shown);
      boolean named = shown.matches("(?i).*\\.(png|jpe?g)");
      return named || Files.isRegularFile(file)
          ? Optional.of(Checks.readable(file))
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private KeyRing ring() {
    String from = keys;
    if (from == null) {
      return ports.keys().get().store().loadPublic();
    }
    Signatures signatures = Signatures.choose();
    if (!Sources.isAddress(from) && Files.isDirectory(Path.of(from))) {
      return new KeyStore(Path.of(from), signatures, ports.clock()).loadPublic();
    }
    return KeyRing.ofSet(from, Sources.read(from), signatures);
  }

  private Issuer issuer() {
    String said = issuer;
    if (said == null) {
      return ports.keys().get().issuer();
    }
    try {
      return new Issuer(said);
    } catch (IllegalArgumentException e) {
      throw Checks.usage("--issuer：不是签发方网址", "--issuer: not an issuer's address");
    }
  }

  private static String text(byte[] list) {
    return new String(list, StandardCharsets.US_ASCII).strip();
  }
}
