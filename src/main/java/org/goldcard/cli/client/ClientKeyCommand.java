package org.goldcard.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.goldcard.card.Instruction;
import org.goldcard.card.Validity;
import org.goldcard.cli.command.Checks;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.partners.ClientRegistry.Change;
import org.goldcard.partners.Credentials;
import org.goldcard.token.assertion.ClientJwk;
import org.goldcard.token.assertion.ClientPem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a client another public key; its tokens and its other key stay good. */
@Command
public final class ClientKeyCommand implements GuidedCommand {
  private static final long LONGEST = 4096;

  private final CommandPorts ports;

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = {"客户端标识", "The client identifier"})
  private String id = "";

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = {"公钥文件（JWK或PEM）", "Its public key, a JWK or PEM"})
  private Path file = Path.of("");

  @Option(
      names = "--kid",
      paramLabel = "NAME",
      description = {"PEM公钥的名称（kid）", "What a key in PEM is called, its kid"})
  private String kid = "";

  @Option(
      names = "--expires",
      paramLabel = "DATE",
      description = {"最后有效日", "The last day on which it counts"})
  private @Nullable LocalDate lastDay;

  @Option(
      names = "--only",
      description = {"此后不再接受密钥串", "From now on no secret counts"})
  private boolean only;

  /** Over these ports. */
  public ClientKeyCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "为客户端登记公钥（private_key_jwt），最多两把同时有效",
        "Give a client a public key (private_key_jwt); two count at once at most",
        List.of(
            "goldcard client key-add gate7 gate7.jwk --expires 2027-11-30",
            "goldcard client key-add gate7 gate7.pub.pem --kid gate7-2027"),
        List.of(ExitCode.BAD_INPUT, ExitCode.REFUSED, ExitCode.STORE_UNAVAILABLE));
  }

  @Override
  public Integer call() {
    Credentials.Key key = new Credentials.Key(read(), end());
    Instruction by = Instruction.of(ports.operator(), "");
    Instant now = ports.clock().instant();
    try (Stores stores = ports.stores().get()) {
      Change change =
          Waiting.on(
              stores
                  .clients()
                  .alter(
                      id,
                      "client.key-add",
                      by,
                      r -> r.credentials().with(key, now).map(c -> r.with(kept(c)))));
      return ClientOutcome.say(
          ports.screen(),
          change,
          "已有两把公钥同时有效，或已有这个名称的公钥",
          "two keys count already, or one has that name");
    }
  }

  private Credentials kept(Credentials with) {
    return only ? new Credentials(List.of(), with.keys()) : with;
  }

  private @Nullable Instant end() {
    return lastDay == null ? null : Validity.endOf(lastDay);
  }

  /** What is wrong names the member and repeats nothing of the file. */
  private ClientJwk read() {
    Path readable = Checks.readable(file);
    try {
      String text = Files.size(readable) > LONGEST ? "" : Files.readString(readable);
      return ClientPem.isMeant(text) ? ClientPem.read(kid, text) : ClientJwk.read(text);
    } catch (IOException | IllegalArgumentException e) {
      throw Checks.usage(
          "不是可用的公钥（EC P-256、Ed25519 或 RSA；JWK须有 kid 且不含私钥，PEM 须用 --kid 命名）：" + reason(e),
          "Not a usable public key (EC P-256, Ed25519 or RSA; a JWK with kid and without d,"
              + " or PEM of a public key named by --kid): "
              + reason(e));
    }
  }

  private static String reason(Exception failure) {
    return failure instanceof IllegalArgumentException bad ? "" + bad.getMessage() : "file";
  }
}
