package org.goldcard;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.goldcard.card.Actor;
import org.goldcard.card.Card;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Pictures;
import org.goldcard.cli.port.Servers;
import org.goldcard.cli.terminal.Screen;
import org.goldcard.config.Settings;
import org.goldcard.dev.DevSecrets;
import org.goldcard.dev.demo.DemoClients;
import org.goldcard.dev.demo.DemoRoutes;
import org.goldcard.dev.demo.HttpPort;
import org.goldcard.dev.demo.Outbox;
import org.goldcard.dev.demo.Welcome;
import org.goldcard.dev.embedded.EmbeddedServers;
import org.goldcard.dev.embedded.Ports;
import org.goldcard.dev.embedded.RunningServers;
import org.goldcard.issuing.TalentRegistry.OnFile;
import org.goldcard.partners.Access;
import org.goldcard.partners.Client;
import org.goldcard.status.RevokeCard;
import org.goldcard.status.StatusChange.Kind;
import org.goldcard.token.crypto.Engines;

/** Runs the service until it is stopped: the embedded default, or a node on named servers. */
final class Operation implements Servers {
  private static final Duration ACCESS = Duration.ofMinutes(10);
  private static final int START_SECONDS = 120;

  private final Installation installation;
  private final InstantSource clock;
  private final Pictures pictures;
  private final Screen screen;

  Operation(Installation installation, InstantSource clock, Pictures pictures, Screen screen) {
    this.installation = installation;
    this.clock = clock;
    this.pictures = pictures;
    this.screen = screen;
  }

  @Override
  public void serve(Role role) {
    Settings settings = installation.served(role == Role.VERIFY);
    App app = start(App.start(settings, clock, extra -> {}));
    screen.say("就绪，端口 " + app.port(), "Ready on port " + app.port());
    untilStopped(() -> stop(app));
  }

  @Override
  public void dev(DevWish wish) {
    long started = System.nanoTime();
    Engines.prepare();
    Path data = wish.data();
    RunningServers servers = EmbeddedServers.start(data, Ports.ANY, this::progress);
    try {
      int port = HttpPort.choose(data, wish.port());
      installation.makeKeys(data);
      Settings settings = installation.embedded(data, servers, port);
      DemoWorld world = new DemoWorld(settings.term().length(), clock, data, this::progress);
      App app = start(App.start(settings, clock, extra -> demonstrate(extra, world)));
      OnFile talent = world.populate(app, DevSecrets.open(data, DemoClients.ids()));
      welcome(app, talent, world, data, Duration.ofNanos(System.nanoTime() - started));
      untilStopped(
          () -> {
            stop(app);
            servers.close();
          });
    } catch (IOException e) {
      servers.close();
      throw new CommandRefused(ExitCode.NOT_READY, "数据目录无法读写", "The data directory is unusable");
    } catch (RuntimeException e) {
      servers.close();
      throw e;
    }
  }

  @Override
  public int loadFunctions() {
    return installation.loadFunctions();
  }

  @Override
  public List<String> redisUsers() {
    return installation.redisUsers();
  }

  private void demonstrate(App.Extra extra, DemoWorld world) {
    routes(extra, world).mount(extra.router());
    Outbox outbox = new Outbox(clock);
    extra.carriers().add(outbox);
    outbox.mount(extra.router());
  }

  private DemoRoutes routes(App.Extra extra, DemoWorld world) {
    RevokeCard revoke = new RevokeCard(extra.backing().ledger(), clock);
    return new DemoRoutes(
        number ->
            extra.backing().cards().find(number).map(card -> world.code(extra.tokens(), card)),
        world::firstCard,
        id -> DemoClients.find(id).map(client -> bearer(extra, client)),
        revoke::revoke);
  }

  private String bearer(App.Extra extra, Client client) {
    Kind kind = Kind.CLIENT;
    int version = extra.table().subjects().word(kind, client.id()).version();
    return extra.tokens().bearers().sign(access(client, version));
  }

  private Access access(Client client, int version) {
    return new Access(
        client.id(),
        client.scopes(),
        client.venueId(),
        client.checkpoint(),
        client.attended(),
        clock.instant().plus(ACCESS),
        version,
        client.terms().reach(),
        client.terms());
  }

  private void welcome(App app, OnFile talent, DemoWorld world, Path data, Duration took) {
    Optional<Card> card = Optional.ofNullable(talent.card());
    String code = world.code(app.tokens(), card).orElse("-");
    String qr = pictures.draw(code).map(Pictures.Drawing::terminal).orElse("");
    String number = card.map(c -> c.number().inFours()).orElse("-");
    Welcome.Shown shown = new Welcome.Shown(number, talent.talent().name().text());
    String address = "http://127.0.0.1:" + app.port();
    Welcome.lines(address, shown, qr, data, took).forEach(screen::tell);
  }

  private void progress(String line) {
    screen.err().println(line);
    screen.err().flush();
  }

  private static App start(Future<App> starting) {
    try {
      return starting.await(START_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new CommandRefused(ExitCode.STORE_UNAVAILABLE, "启动超时", "The start took too long");
    }
  }

  private static void stop(App app) {
    try {
      app.stop().await(app.stopTime().toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      // What was acknowledged is committed; the process ends all the same.
    }
  }

  /**
   * Waits for SIGTERM or Ctrl-C, and stops in the shutdown hook, so that the exit waits for it. A
   * signal's own exit code (143, 130) would tell of no orderly end: once everything is stopped the
   * process ends with 0, and supervisors can tell a stop from a death.
   */
  private static void untilStopped(Runnable stop) {
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              stop.run();
              stopped.countDown();
              Runtime.getRuntime().halt(ExitCode.OK.number());
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Who acts when the demonstration is filled. */
  static Actor demonstration() {
    return new Actor(Actor.Kind.SYSTEM, "demonstration");
  }
}
