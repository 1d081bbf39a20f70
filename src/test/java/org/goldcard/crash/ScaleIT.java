package org.goldcard.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Inflater;
import org.awaitility.Awaitility;
import org.goldcard.dev.embedded.EmbeddedServers;
import org.goldcard.dev.embedded.RunningServers;
import org.goldcard.testkit.TalentLists;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.Test;

/**
 * A whole population imported, issued and partly withdrawn through the commands. {@code
 * -Dtalents=100000 -Dwithdrawn=1000} runs the long form.
 */
class ScaleIT {
  private static final int TALENTS = Integer.getInteger("talents", 5000);
  private static final int WITHDRAWN = Integer.getInteger("withdrawn", 100);
  private static final int LIST = 1 << 20;

  @Test
  void databaseRedisAndMemoryAgreeAndThePublishedListSaysTheSame() throws Exception {
    Path data = TestServers.emptyDirectory().resolve("data");
    Path list = data.resolveSibling("talents.csv");
    try (Service service = new Service(data)) {
      service.start();
      new TalentLists(20180919).writeCsv(list, TALENTS, StandardCharsets.UTF_8);
      run(service, "import", "recognise", list.toString());
      run(service, "issue", "issue", "--all");
      run(service, "withdraw", "revoke", "--file", someCards(service, data).toString());
      run(service, "compare", "status", "compare");
      awaitPublished(service);
      assertThat(differences(service)).as("published list against the record").isZero();
    }
  }

  private static void run(Service service, String name, String... command) throws Exception {
    long from = System.nanoTime();
    int exit = service.command(command);
    Duration took = Duration.ofNanos(System.nanoTime() - from);
    System.out.printf("ScaleIT %s: exit %d in %.1f s%n", name, exit, took.toMillis() / 1000.0);
    assertThat(exit).isZero();
  }

  private static Path someCards(Service service, Path data) throws Exception {
    List<String> cards =
        TestServers.query(
            database(service), "select number from card order by number limit " + WITHDRAWN);
    assertThat(cards).hasSize(WITHDRAWN);
    return Files.write(data.resolveSibling("withdrawn.txt"), cards);
  }

  private static String database(Service service) {
    try (RunningServers servers = EmbeddedServers.attach(service.data()).orElseThrow()) {
      return servers.databaseUrl();
    }
  }

  /** Lists are built within seconds of a change. */
  private static void awaitPublished(Service service) {
    Awaitility.await("published")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> differences(service) == 0);
  }

  /** Index by index: the bit of the published list against the entry in the database. */
  private static int differences(Service service) throws Exception {
    Map<Integer, byte[]> lists = new HashMap<>();
    int differences = 0;
    List<String> entries =
        TestServers.query(
            database(service), "select idx || ' ' || word from status_entry where kind in (1, 2)");
    for (String entry : entries) {
      String[] parts = entry.split(" ", 2);
      int index = Integer.parseInt(parts[0]);
      boolean refused = (Long.parseLong(parts[1]) >>> 2 & 7) != 1;
      byte[] bits = lists.computeIfAbsent(index / LIST, number -> published(service, number));
      int place = index % LIST;
      boolean bit = (bits[place / 8] >>> (place % 8) & 1) == 1;
      // The bit of a pass is also set when its card is stopped; its own word then says active.
      differences += refused && !bit ? 1 : 0;
    }
    int set = lists.values().stream().mapToInt(ScaleIT::ones).sum();
    return differences + Math.abs(set - 2 * WITHDRAWN);
  }

  private static int ones(byte[] bits) {
    int ones = 0;
    for (byte b : bits) {
      ones += Integer.bitCount(b & 0xff);
    }
    return ones;
  }

  /** Fetched and unpacked with nothing but Base64, JSON and zlib. */
  private static byte[] published(Service service, int number) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(service.address() + "/v1/status-lists/" + number))
              .build();
      String token = service.client().send(request, HttpResponse.BodyHandlers.ofString()).body();
      byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
      String lst = new ObjectMapper().readTree(claims).path("status_list").path("lst").asText();
      Inflater zlib = new Inflater();
      zlib.setInput(Base64.getUrlDecoder().decode(lst));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = zlib.inflate(buffer); n > 0; n = zlib.inflate(buffer)) {
        out.write(buffer, 0, n);
      }
      return out.toByteArray();
    } catch (Exception e) {
      throw new AssertionError("list " + number, e);
    }
  }
}
