package org.goldcard.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.goldcard.testbed.Launch;
import org.goldcard.testbed.Node;
import org.goldcard.testbed.Town;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A node with 128 MB and few files under everything a hostile network offers, while people are
 * scanned: all of them are served, nothing is logged, nothing grows. {@code -Dflood.millis} makes
 * each attack longer, {@code -Dflood.connections} wider, {@code -Dflood.files} narrower.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class FloodIT {
  private static final int MILLIS = Integer.getInteger("flood.millis", 250);
  private static final int CONNECTIONS = Integer.getInteger("flood.connections", 2000);
  private static final int FILES = Integer.getInteger("flood.files", 1024);
  private static final String POST = "POST /v1/verifications HTTP/1.1\r\nHost: x\r\n";
  private static final String JSON = "Content-Type: application/json\r\n";

  @Test
  void everybodyHonestIsServedMeanwhile() throws Exception {
    Town town = new Town(TestServers.freshDatabase(FloodIT.class), TestServers.freshRedis(), 20, 8);
    Launch small =
        Launch.main(town, List.of("serve"))
            .in(jvm())
            .with("DRAIN_NOTICE", "0")
            .under(List.of("bash", "-c", "ulimit -n " + FILES + "; exec \"$0\" \"$@\""));
    try (Node node = new Node(town, small).awaitReady();
        Honest honest = new Honest(town, node.port())) {
      List<String> before = complaints(node);
      honest.start();
      attack(town, node);
      honest.rest();
      System.out.printf(
          "flood: %d honest scans, %d failed, p50 %d us, p99 %d us; RSS %d MB%n",
          honest.served(),
          honest.failures().size(),
          honest.quantile(0.5),
          honest.quantile(0.99),
          residentMegabytes(node));
      assertThat(honest.failures()).as(() -> "the node said " + complaints(node)).isEmpty();
      assertThat(honest.served()).isGreaterThan(100);
      assertThat(node.isReady()).isTrue();
      assertThat(residentMegabytes(node)).isLessThan(600);
      assertThat(complaints(node)).as("of the flood").isEqualTo(before);
    }
  }

  /**
   * Newer Java complains of native libraries unless they were allowed; older knows no such flag.
   */
  private static List<String> jvm() {
    List<String> flags =
        new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
    if (Runtime.version().feature() >= 24) {
      flags.add("--enable-native-access=ALL-UNNAMED");
    }
    return flags;
  }

  private static void attack(Town town, Node node) throws InterruptedException {
    String bearer = "Authorization: Bearer " + town.gateTokens().get(0) + "\r\n";
    String forged =
        "Authorization: Bearer " + town.gateTokens().get(1).replaceAll(".{6}$", "AAAAAA") + "\r\n";
    slowly(node, CONNECTIONS, POST + "X-A: ", "a");
    slowly(node, CONNECTIONS / 10, POST + bearer + JSON + "Content-Length: 100\r\n\r\n{", " ");
    slowly(node, CONNECTIONS / 10, POST + JSON + "Content-Length: 1000000000\r\n\r\n{", "x");
    slowly(
        node,
        CONNECTIONS / 10,
        "GET /v1/status-lists/0 HTTP/1.1\r\nHost: x\r\n\r\n".repeat(200),
        "");
    String body = "Content-Length: 2\r\n\r\n{}";
    String gzip = "Content-Encoding: gzip\r\n";
    for (String garbage :
        List.of(
            POST + JSON + body,
            POST + forged + JSON + body,
            POST + bearer + JSON + gzip + body,
            POST + bearer + JSON + "Content-Length: 9\r\n\r\n{\"a\":[[[[",
            "GET /.env HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET / HTTP/9\r\n\r\n",
            "\u0016\u0003\u0001\u0000",
            "GET /health/live HTTP/1.1\r\n" + "A: b\r\n".repeat(2000) + "\r\n")) {
      try (Hostile hostile = new Hostile(node.port())) {
        int sent = hostile.flood(garbage, TimeUnit.MILLISECONDS.toNanos(MILLIS));
        System.out.printf(
            "flood: %d/s of %s%n", sent * 1000L / MILLIS, garbage.replaceAll("[^ -~].*", ""));
      }
    }
  }

  private static void slowly(Node node, int connections, String first, String more)
      throws InterruptedException {
    try (Hostile hostile = new Hostile(node.port())) {
      hostile.say(connections, first);
      for (int waited = 0; waited < MILLIS; waited += 100) {
        hostile.drip(more);
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  /** Lines of the log that a flood could multiply. */
  private static List<String> complaints(Node node) {
    try (var lines = Files.lines(node.log())) {
      return lines
          .filter(line -> line.matches(".*(ERROR|SEVERE|WARN|Exception|\\tat ).*"))
          .limit(20)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long residentMegabytes(Node node) throws IOException {
    try (var lines = Files.lines(java.nio.file.Path.of("/proc/" + node.pid() + "/status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .sum()
          / 1024;
    }
  }
}
