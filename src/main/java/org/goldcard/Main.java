package org.goldcard;

import java.net.BindException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import org.goldcard.card.Actor;
import org.goldcard.cli.Commands;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.terminal.Screen;
import org.goldcard.dev.host.StartRefused;
import org.goldcard.postgres.store.Migrations;
import org.goldcard.redis.link.RedisUnavailable;
import org.goldcard.wiring.ZxingPictures;

/** The program's entry: hands the command line to the commands and exits with their code. */
public final class Main {
  private Main() {}

  /** Runs one command. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    System.exit(Commands.run(args, ports()));
  }

  private static CommandPorts ports() {
    InstantSource clock = Clock.systemUTC();
    Screen screen = Screen.ofThisProcess();
    ZxingPictures pictures = new ZxingPictures();
    Installation installation =
        new Installation(System.getenv(), clock, line -> screen.err().println(line));
    String user = System.getProperty("user.name", "operator");
    return new CommandPorts(
        new Operation(installation, clock, pictures, screen),
        installation::stores,
        installation::keys,
        pictures,
        new Actor(Actor.Kind.OPERATOR, user.isBlank() ? "operator" : user),
        clock,
        Main::explain,
        screen);
  }

  private static Optional<CommandRefused> explain(Throwable failure) {
    if (failure instanceof StartRefused refused) {
      return Optional.of(new CommandRefused(ExitCode.NOT_READY, refused.zh(), refused.en()));
    }
    if (failure instanceof Migrations.SchemaUnfit) {
      return Optional.of(
          new CommandRefused(
              ExitCode.NOT_READY,
              "数据库结构较旧，或本角色无权读取：先启动 ROLE=all 的新版本，并执行 database roles 的语句",
              "The schema is older than this program or hidden from this role: start a new ROLE=all"
                  + " first, and run what `database roles` prints"));
    }
    if (failure instanceof BindException) {
      return Optional.of(
          new CommandRefused(
              ExitCode.NOT_READY,
              "监听端口已被占用，请换一个端口（dev 用 --port，serve 用 LISTEN）",
              "The port is in use; choose another (dev: --port, serve: LISTEN)"));
    }
    if (failure instanceof RedisUnavailable away) {
      String why = String.valueOf(away.getMessage());
      return Optional.of(
          new CommandRefused(ExitCode.STORE_UNAVAILABLE, "Redis不可用：" + why, "Redis: " + why));
    }
    return TrustRefused.explain(failure);
  }
}
