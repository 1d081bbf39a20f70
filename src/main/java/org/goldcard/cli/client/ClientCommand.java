package org.goldcard.cli.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.goldcard.card.Instruction;
import org.goldcard.card.Validity;
import org.goldcard.card.talent.EmailAddress;
import org.goldcard.cli.command.Checks;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry.Owner;
import org.goldcard.partners.Scope;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Registers a client of the API, or gives it a new secret; the secret is shown this once. */
@Command
public final class ClientCommand implements GuidedCommand {
  private final CommandPorts ports;

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = {"客户端标识，1至64个字符", "The client identifier, 1 to 64 characters"})
  private String id = "";

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description = {"名称", "What people call it"})
  private String name = "";

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = {
        "权限，可多次给出：verify cards:read cards:issue cards:suspend cards:close cards:upgrade codes introspect introspect:class",
        "What it may do; may be given several times"
      })
  private List<String> scopes = List.of();

  @Option(
      names = "--venue",
      paramLabel = "VENUE",
      description = {"核验场所编号", "The venue it scans for"})
  private @Nullable String venue;

  @Option(
      names = "--checkpoint",
      paramLabel = "CHECKPOINT",
      description = {"核验点编号", "Its entrance or desk"})
  private @Nullable String checkpoint;

  @Option(
      names = "--attended",
      description = {"有工作人员值守", "Staff stand beside it"})
  private boolean attended;

  @Option(
      names = "--organisation",
      paramLabel = "TEXT",
      description = {"所属单位", "Whose it is"})
  private String organisation = "";

  @Option(
      names = "--contact",
      paramLabel = "EMAIL",
      description = {"到期提醒邮箱，可多次给出", "Whom to write to; may be given several times"})
  private List<String> contacts = List.of();

  @Option(
      names = "--expires",
      paramLabel = "DATE",
      description = {"最后有效日", "The last day on which it may do anything"})
  private @Nullable LocalDate lastDay;

  /** Registers over these ports. */
  public ClientCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "登记接口客户端，或更换其密钥；密钥只显示一次",
        "Register a client of the API, or give it a new secret, shown this once",
        List.of("goldcard client gate7 --name 北门 --scope verify --venue V1 --checkpoint V1-N"),
        List.of(ExitCode.STORE_UNAVAILABLE, ExitCode.NOT_READY));
  }

  @Override
  public Integer call() {
    Client client = client();
    Owner owner = new Owner(organisation, contacts.stream().map(ClientCommand::contact).toList());
    Instruction by = Instruction.of(ports.operator(), "");
    try (Stores stores = ports.stores().get()) {
      ports.screen().tell(Waiting.on(stores.register(client, owner, by)));
      return ExitCode.OK.number();
    }
  }

  private Client client() {
    if (name.isBlank() || scopes.isEmpty()) {
      throw Checks.usage("须给出 --name 和 --scope", "Give --name and --scope");
    }
    Set<Scope> granted = EnumSet.noneOf(Scope.class);
    for (String scope : scopes) {
      granted.add(
          Scope.parse(scope).orElseThrow(() -> Checks.usage("没有这种权限", "There is no such scope")));
    }
    if (!id.matches("[A-Za-z0-9._-]{1,64}")) {
      throw Checks.usage("标识应为1至64个字母、数字或 . _ -", "The id is 1 to 64 letters, digits or . _ -");
    }
    boolean placed = venue != null && checkpoint != null;
    if (granted.contains(Scope.VERIFY) != placed || (venue == null) != (checkpoint == null)) {
      throw Checks.usage(
          "有 verify 权限的须给出 --venue 和 --checkpoint，其他的不得给出",
          "With the scope verify, and only then, give --venue and --checkpoint");
    }
    Instant end = lastDay == null ? null : Validity.endOf(lastDay);
    return new Client(id, name, granted, venue, checkpoint, attended, end);
  }

  private static String contact(String written) {
    return EmailAddress.read(written)
        .value()
        .map(EmailAddress::text)
        .orElseThrow(() -> Checks.usage("--contact 应为邮箱地址", "--contact is an e-mail address"));
  }
}
