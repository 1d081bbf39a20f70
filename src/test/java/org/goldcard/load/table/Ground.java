package org.goldcard.load.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;
import org.goldcard.dev.host.FreePort;
import org.goldcard.load.Ammunition;
import org.goldcard.load.Subject;
import org.goldcard.testbed.Cores;
import org.goldcard.testbed.Launch;
import org.goldcard.testbed.Node;
import org.goldcard.testbed.Town;
import org.goldcard.testbed.Wire;
import org.goldcard.testkit.TestServers;

/**
 * Everything that is measured side by side, each in a process of its own on one core: the service,
 * the service without Redis, the bare server, the signature check and the peer. Only one of them is
 * ever asked at a time; the generator, Redis and PostgreSQL share the other core. Blocks.
 */
final class Ground implements AutoCloseable {
  /**
   * What the service and the bare server run with: one core, so no collector beside the work; most
   * of the memory for what is young, since hardly anything of a scan outlives it.
   */
  static final List<String> JVM =
      List.of("-XX:+UseSerialGC", "-Xms1g", "-Xmx1g", "-Xmn640m", "-XX:SurvivorRatio=16");

  private static final int CARDS = Integer.getInteger("cards", 20_000);
  private static final int SCANNERS = Integer.getInteger("scanners", 400);
  private static final int TOKENS = 20_000;
  private static final int STOPPED = 10_000;
  private static final Duration UP = Duration.ofSeconds(60);

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Town town;
  private final Ammunition ammunition;
  private final Subject service;
  private final Subject withoutRedis;

  Ground() {
    Cores.pinThisProcess(Cores.OTHERS);
    String redis = TestServers.freshRedis();
    this.town = new Town(TestServers.freshDatabase(Ground.class), redis, CARDS, SCANNERS);
    this.ammunition = new Ammunition(town);
    Launch way = Launch.main(town, List.of("serve")).on(Cores.MEASURED);
    List<String> jvm = new ArrayList<>(JVM);
    String more = System.getProperty("service.jvm", "");
    jvm.addAll(List.of(more.isBlank() ? new String[0] : more.split(" ")));
    this.service = node(way.in(jvm));
    String nobody = "redis://:nobody-listens-at-this-port@127.0.0.1:" + FreePort.any() + "/0";
    this.withoutRedis = node(way.in(JVM).with("REDIS_URL", nobody));
  }

  Town town() {
    return town;
  }

  Ammunition ammunition() {
    return ammunition;
  }

  /** The service as it runs in service. */
  Subject service() {
    return service;
  }

  /** The same on the same database with a Redis that was never there: nothing is waited for. */
  Subject withoutRedis() {
    return withoutRedis;
  }

  private Subject node(Launch way) {
    Node node = new Node(town, way);
    opened.add(node);
    node.awaitReady();
    return new Subject(node.port(), node.pid());
  }

  /** A bare server that answers what the service just answered to a request like these. */
  Subject bare() throws IOException {
    Path answer = town.home().resolve("answer.txt");
    Files.writeString(answer, recorded());
    int port = FreePort.any();
    Launch launch =
        Launch.program(BareServer.class, Integer.toString(port), answer.toString())
            .on(Cores.MEASURED)
            .in(JVM);
    return awaited(port, keep(launch.start(town.home().resolve("bare.log"))));
  }

  private String recorded() throws IOException {
    String body = "{\"code\":\"%s\",\"requestId\":\"recorded\"}";
    try (Wire wire = new Wire(service.port(), Duration.ofSeconds(5))) {
      String token = town.deskTokens().get(0);
      String code = ammunition.codes(1).get(0);
      Wire.Reply reply = wire.post("/v1/verifications", token, "", body.formatted(code));
      if (!reply.text("result").equals("VALID")) {
        throw new IllegalStateException("no answer to record: " + reply.body());
      }
      return String.join("\n", reply.head()) + "\n\n" + reply.body();
    }
  }

  /** The native signature check. */
  Checks checks() throws IOException {
    Path file = town.home().resolve("tokens.txt");
    List<String> lines = new ArrayList<>();
    lines.add(Base64.getEncoder().encodeToString(town.signing().liveKey().spki()));
    lines.addAll(ammunition.codes(TOKENS));
    Files.write(file, lines);
    Launch launch = Launch.program(SignatureYardstick.class, file.toString()).on(Cores.MEASURED);
    return new Checks(keep(launch.converse(town.home().resolve("signatures.log"))));
  }

  /** The peer, its packages installed where they are not yet. */
  Subject peer() throws IOException {
    String redis = TestServers.freshRedis();
    for (int from = 0; from < STOPPED; from += 1000) {
      StringBuilder command = new StringBuilder("SADD peer:stopped");
      for (int i = from; i < from + 1000; i++) {
        command.append(' ').append(-1 - i);
      }
      TestServers.redis(redis, command.toString());
    }
    Path keys = town.home().resolve("peer-keys.txt");
    Files.write(keys, ammunition.peerKeys());
    int port = FreePort.any();
    List<String> line =
        List.of("node", "server.js", Integer.toString(port), redis, keys.toString());
    ProcessBuilder builder =
        new ProcessBuilder(Cores.pinned(Cores.MEASURED, line))
            .directory(PeerPackages.installed().toFile())
            .redirectErrorStream(true)
            .redirectOutput(town.home().resolve("peer.log").toFile());
    return awaited(port, keep(Launch.endingWithThis(builder.start())));
  }

  private Process keep(Process process) {
    opened.add(process::destroyForcibly);
    return process;
  }

  private static Subject awaited(int port, Process process) {
    Awaitility.await()
        .atMost(UP)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> !process.isAlive() || !FreePort.isFree(port));
    if (!process.isAlive()) {
      throw new IllegalStateException("it ended with " + process.exitValue());
    }
    return new Subject(port, process.pid());
  }

  @Override
  public void close() {
    for (AutoCloseable each : opened) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A line of conversation with the signature check. */
  static final class Checks {
    private final Process process;
    private final java.io.BufferedReader answers;

    Checks(Process process) {
      this.process = process;
      this.answers = process.inputReader();
    }

    /** Microseconds of processor time a check, over some time. */
    double micros(Duration time) {
      try {
        process.outputWriter().write(time.toMillis() + "\n");
        process.outputWriter().flush();
        String[] parts = String.valueOf(answers.readLine()).split(" ", 3);
        return Double.parseDouble(parts[1]) / Double.parseDouble(parts[0]) / 1000;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
