package org.goldcard.cli;

import org.goldcard.cli.card.CardCommand;
import org.goldcard.cli.card.IssueCommand;
import org.goldcard.cli.card.QrCommand;
import org.goldcard.cli.card.RecogniseCommand;
import org.goldcard.cli.client.BundleExportCommand;
import org.goldcard.cli.client.ClientChangeCommand;
import org.goldcard.cli.client.ClientCommand;
import org.goldcard.cli.client.ClientKeyCommand;
import org.goldcard.cli.client.ClientKeyWithdrawCommand;
import org.goldcard.cli.client.ClientListCommand;
import org.goldcard.cli.client.ClientRotateCommand;
import org.goldcard.cli.client.ClientShowCommand;
import org.goldcard.cli.client.ClientUpdateCommand;
import org.goldcard.cli.client.DevicesCommand;
import org.goldcard.cli.command.GroupCommand;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.operation.ConfirmRestoreCommand;
import org.goldcard.cli.operation.DatabaseRolesCommand;
import org.goldcard.cli.operation.DevCommand;
import org.goldcard.cli.operation.KeysAnnounceCommand;
import org.goldcard.cli.operation.KeysCommand;
import org.goldcard.cli.operation.KeysListCommand;
import org.goldcard.cli.operation.RedisCommand;
import org.goldcard.cli.operation.ScansCommand;
import org.goldcard.cli.operation.ServeCommand;
import org.goldcard.cli.operation.StatusCommand;
import org.goldcard.cli.port.CardVerb;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.venue.VenuesImportCommand;
import org.goldcard.cli.venue.VenuesListCommand;
import org.goldcard.cli.venue.VenuesShowCommand;
import org.goldcard.cli.verify.VerifyCommand;
import org.goldcard.cli.webhook.WebhookAddCommand;
import org.goldcard.cli.webhook.WebhookChangeCommand;
import org.goldcard.cli.webhook.WebhookListCommand;
import org.goldcard.cli.webhook.WebhookReplayCommand;
import org.goldcard.cli.webhook.WebhookShowCommand;
import org.goldcard.cli.webhook.WebhookTestCommand;
import picocli.CommandLine;

/** All commands. Blocks until the command has ended. */
public final class Commands {
  private Commands() {}

  /** Runs a command line; the exit code. */
  public static int run(String[] args, CommandPorts ports) {
    return line(ports).execute(args);
  }

  /** The whole command line, not yet run. */
  static CommandLine line(CommandPorts ports) {
    RootCommand program = new RootCommand(ports);
    CommandLine root =
        page(program)
            .addSubcommand("dev", page(new DevCommand(ports)))
            .addSubcommand("serve", page(new ServeCommand(ports)))
            .addSubcommand("recognise", page(new RecogniseCommand(ports)))
            .addSubcommand("issue", page(new IssueCommand(ports)));
    for (CardVerb verb : CardVerb.values()) {
      root = root.addSubcommand(verb.command(), page(new CardCommand(verb, ports)));
    }
    root =
        root.addSubcommand("verify", page(new VerifyCommand(ports)))
            .addSubcommand("qr", page(new QrCommand(ports)))
            .addSubcommand("client", client(ports))
            .addSubcommand("bundle", bundle(ports))
            .addSubcommand("devices", page(new DevicesCommand(ports)))
            .addSubcommand("scans", page(new ScansCommand(ports)))
            .addSubcommand("venues", venues(ports))
            .addSubcommand("webhook", webhook(ports))
            .addSubcommand("keys", keys(ports))
            .addSubcommand("status", status(ports))
            .addSubcommand("redis", redis(ports))
            .addSubcommand("database", database(ports));
    Failures failures = new Failures(program::debug, ports.explain(), ports.screen());
    return root.setOut(ports.screen().out())
        .setErr(ports.screen().err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(Math.max(80, Math.min(120, ports.screen().columns())))
        .setParameterExceptionHandler(failures::handle)
        .setExecutionExceptionHandler((failure, line, parsed) -> failures.handle(failure));
  }

  private static CommandLine client(CommandPorts ports) {
    var withdraw = new ClientChangeCommand(ClientChangeCommand.Task.WITHDRAW, ports);
    var endTokens = new ClientChangeCommand(ClientChangeCommand.Task.END_TOKENS, ports);
    return page(new ClientCommand(ports))
        .addSubcommand("add", page(new ClientCommand(ports)))
        .addSubcommand("list", page(new ClientListCommand(ports)))
        .addSubcommand("show", page(new ClientShowCommand(ports)))
        .addSubcommand("update", page(new ClientUpdateCommand(ports)))
        .addSubcommand("withdraw", page(withdraw))
        .addSubcommand("end-tokens", page(endTokens))
        .addSubcommand("rotate", page(new ClientRotateCommand(ports)))
        .addSubcommand("key-add", page(new ClientKeyCommand(ports)))
        .addSubcommand("key-withdraw", page(new ClientKeyWithdrawCommand(ports)));
  }

  private static CommandLine bundle(CommandPorts ports) {
    return page(new GroupCommand(
            "离线包：为封闭网络导出",
            "Offline bundles: export one for a closed network",
            "goldcard bundle export customs-1 --out customs-1.bundle"))
        .addSubcommand("export", page(new BundleExportCommand(ports)));
  }

  private static CommandLine venues(CommandPorts ports) {
    return page(new GroupCommand(
            "核验场所：导入、列出、查看",
            "Venues: import, list and show them",
            "goldcard venues import venues.json --dry-run"))
        .addSubcommand("import", page(new VenuesImportCommand(ports)))
        .addSubcommand("list", page(new VenuesListCommand(ports)))
        .addSubcommand("show", page(new VenuesShowCommand(ports)));
  }

  private static CommandLine webhook(CommandPorts ports) {
    CommandLine group =
        page(new GroupCommand(
                "向合作方推送金卡变化的地址",
                "Receivers of partners that are told of changes of cards",
                "goldcard webhook list"))
            .addSubcommand("add", page(new WebhookAddCommand(ports)))
            .addSubcommand("list", page(new WebhookListCommand(ports)))
            .addSubcommand("show", page(new WebhookShowCommand(ports)))
            .addSubcommand("test", page(new WebhookTestCommand(ports)))
            .addSubcommand("replay", page(new WebhookReplayCommand(ports)));
    for (WebhookChangeCommand.Task task : WebhookChangeCommand.Task.values()) {
      group = group.addSubcommand(task.word(), page(new WebhookChangeCommand(task, ports)));
    }
    return group;
  }

  private static CommandLine keys(CommandPorts ports) {
    var announce = new KeysAnnounceCommand(KeysAnnounceCommand.Task.ANNOUNCE, ports);
    var withdraw = new KeysAnnounceCommand(KeysAnnounceCommand.Task.WITHDRAW, ports);
    return page(new GroupCommand(
            "密钥：列出、新建、轮换、告知、撤销",
            "List, make, rotate, announce and withdraw keys",
            "goldcard keys list"))
        .addSubcommand("list", page(new KeysListCommand(ports)))
        .addSubcommand("new", page(new KeysCommand(KeysCommand.Task.NEW, ports)))
        .addSubcommand("rotate", page(new KeysCommand(KeysCommand.Task.ROTATE, ports)))
        .addSubcommand("announce", page(announce))
        .addSubcommand("withdraw", page(withdraw));
  }

  private static CommandLine database(CommandPorts ports) {
    return page(new GroupCommand("数据库：角色", "The database: its roles", "goldcard database roles"))
        .addSubcommand("roles", page(new DatabaseRolesCommand(ports)));
  }

  private static CommandLine status(CommandPorts ports) {
    return page(new GroupCommand(
            "卡状态：比对、重建、确认恢复",
            "Compare and rebuild card statuses, confirm a restore",
            "goldcard status compare"))
        .addSubcommand("compare", page(new StatusCommand(StatusCommand.Task.COMPARE, ports)))
        .addSubcommand("rebuild", page(new StatusCommand(StatusCommand.Task.REBUILD, ports)))
        .addSubcommand("confirm-restore", page(new ConfirmRestoreCommand(ports)));
  }

  private static CommandLine redis(CommandPorts ports) {
    return page(new GroupCommand(
            "Redis：装入函数、列出用户规则",
            "Load functions into Redis, print its users",
            "goldcard redis acl"))
        .addSubcommand(
            "load-functions", page(new RedisCommand(RedisCommand.Task.LOAD_FUNCTIONS, ports)))
        .addSubcommand("acl", page(new RedisCommand(RedisCommand.Task.ACL, ports)));
  }

  private static CommandLine page(GuidedCommand command) {
    CommandLine line = new CommandLine(command);
    command.guide().write(line.getCommandSpec().usageMessage());
    return line;
  }
}
