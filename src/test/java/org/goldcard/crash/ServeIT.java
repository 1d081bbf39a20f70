package org.goldcard.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes as an operator sets them up: keys, clients, a list of talents, then {@code serve}. */
class ServeIT {
  private static final String SCANNER = "gate-1";
  private static final String CITY = "city";

  private final ServedNodes nodes = new ServedNodes(ServeIT.class);

  @AfterEach
  void stop() throws Exception {
    nodes.stop();
  }

  @Test
  void refusesToStartWithoutKeysOrWithASettingMissingAndMakesNone() throws Exception {
    assertThat(nodes.run("serve")).isEqualTo(5);
    nodes.configure();
    assertThat(nodes.run("serve")).as("no keys").isEqualTo(5);
    try (var made = Files.list(nodes.home.resolve("keys"))) {
      assertThat(made).isEmpty();
    }
  }

  @Test
  void twoNodesGiveTheSameAnswersAndTheSecondLearnsOfALossReportWithoutARestart() throws Exception {
    nodes.configure();
    for (String purpose : List.of("PASS", "LIVE", "LIST", "ACCESS", "ANSWER", "AUDIT")) {
      assertThat(nodes.run("keys", "new", purpose)).isZero();
      assertThat(nodes.run("keys", "rotate", purpose)).isZero();
    }
    assertThat(nodes.run("venues", "import", "src/main/resources/venues/venues.json")).isZero();
    String scanner =
        nodes.secret(
            SCANNER,
            "--scope",
            "verify",
            "--venue",
            "JN-TAX-LIXIA",
            "--checkpoint",
            "JN-TAX-LIXIA-1",
            "--attended");
    String city =
        nodes.secret(
            CITY, "--scope", "cards:issue", "--scope", "cards:suspend", "--scope", "codes");
    Path list = ServedNodes.demoTalents(nodes.home.resolve("talents.csv"));
    assertThat(nodes.run("recognise", list.toString())).isZero();
    int first = nodes.serve();
    int second = nodes.serve();
    learnsOfALossReport(
        new int[] {first, second},
        new String[] {nodes.token(first, SCANNER, scanner), nodes.token(second, SCANNER, scanner)},
        nodes.token(first, CITY, city));
  }

  private void learnsOfALossReport(int[] ports, String[] scanners, String city) throws Exception {
    String number =
        nodes.post(ports[0], "/v1/cards", city, "{\"talentId\":1}").path("number").asText();
    JsonNode codes = nodes.get(ports[1], "/v1/cards/" + number + "/live-codes?ahead=1", city);
    String code = codes.path("codes").path(0).path("code").asText();
    for (int i = 0; i < 2; i++) {
      assertThat(nodes.scan(ports[i], scanners[i], code, "before-" + i)).isEqualTo("VALID");
    }
    JsonNode lost = nodes.post(ports[0], "/v1/cards/" + number + "/loss-report", city, "{}");
    assertThat(lost.path("rev").asLong()).isPositive();
    // Who was told asks the same node in the very next call; the other node follows.
    assertThat(nodes.scan(ports[0], scanners[0], code, "after-0")).isEqualTo("CARD_UNAVAILABLE");
    Awaitility.await("the other node")
        .atMost(Duration.ofSeconds(2))
        .until(
            () -> nodes.scan(ports[1], scanners[1], code, "a" + System.nanoTime()),
            r -> !r.equals("VALID"));
    assertThat(nodes.scan(ports[1], scanners[1], code, "after-1")).isEqualTo("CARD_UNAVAILABLE");
  }
}
