package org.goldcard.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.goldcard.card.CardState;
import org.goldcard.dev.host.FreePort;
import org.goldcard.messaging.webhook.HttpReceiver;
import org.goldcard.partners.event.CardEvent;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.partners.event.EventWriter;
import org.goldcard.partners.webhook.Webhook.Covers;
import org.goldcard.testbed.Launch;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TestServers;
import org.goldcard.token.answer.EventTokens;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.KeyRing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The receiver of the guide, in Python, told by a node and by whoever forges; where Python is. */
class ReceiverSampleIT {
  private static final boolean RUNNABLE = isThere("python3") && isThere("openssl");

  private final Path home = TestServers.emptyDirectory();
  private final Path journal = home.resolve("taken.jsonl");
  private final Path said = home.resolve("said.txt");
  private final int port = FreePort.any();
  private City city;
  private HttpServer published;
  private HttpReceiver way;
  private @Nullable Process receiver;

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  @BeforeEach
  void start() throws IOException {
    city = new City(ReceiverSampleIT.class);
    way = city.receiver(Duration.ofSeconds(10));
    published =
        Awaited.result(
            city.vertx.createHttpServer().requestHandler(this::publish).listen(0, "127.0.0.1"));
    // Where they are missing the test is seen to be passed over; with CI set they have to be there.
    assertThat(RUNNABLE || System.getenv("CI") == null).as("python3 and openssl").isTrue();
    assumeTrue(RUNNABLE, "without python3 and openssl there is no receiver");
    run();
  }

  private void publish(HttpServerRequest request) {
    boolean keys = request.path().equals("/.well-known/jwks.json");
    String facts = new JsonObject().put("issuer", City.ISSUER).encode();
    request.response().end(keys ? city.ring.jwks() : facts);
  }

  private void run() throws IOException {
    Path sample = Path.of("src/samples/python/receiver.py").toAbsolutePath();
    ProcessBuilder builder =
        new ProcessBuilder(
            "python3", sample.toString(), Integer.toString(port), journal.toString());
    builder.environment().put("GOLDCARD_URL", "http://127.0.0.1:" + published.actualPort());
    builder.environment().put("GOLDCARD_CLIENT", "bank");
    builder.redirectErrorStream(true).redirectOutput(said.toFile());
    receiver = Launch.endingWithThis(builder.start());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Files.readString(said).contains("listening"));
  }

  @AfterEach
  void stop() throws InterruptedException {
    kill();
    Awaited.result(published.close());
    city.close();
  }

  private void kill() throws InterruptedException {
    Process running = receiver;
    if (running != null) {
      running.destroyForcibly();
      assertThat(running.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  private String push(String token) {
    return Awaited.result(way.push(url(), token)).word();
  }

  private List<String> journal() throws IOException {
    return Files.readAllLines(journal, StandardCharsets.UTF_8);
  }

  private String event(KeyRing ring, String issuer, Instant now, String client, long rev) {
    EventTokens tokens =
        new EventTokens(
            new JwsSigner(() -> ring),
            new Issuer(issuer),
            Clock.fixed(now, Clock.systemUTC().getZone()));
    CardEvent change =
        new CardEvent(new Place(1, rev), 5, null, City.word(CardState.ACTIVE), now, City.number(5));
    EventWriter writer = new EventWriter(tokens, new City.PlainNames());
    return writer.sign(
        change, CardEvent.Type.ISSUED, client, city.clients.getOrDefault("bank", Set.of()));
  }

  private String event(Instant now, long rev) {
    return event(city.ring, City.ISSUER, now, "bank", rev);
  }

  @Test
  void takesWhatANodePushesOnceAndInOrderAlsoAfterItsOwnEnd() throws Exception {
    city.register("bank", url(), Covers.ALL);
    city.node(City.QUICK_BUT_PATIENT);
    city.issue(1);
    city.change(1, CardState.LOST);
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(journal()).hasSize(2));
    kill();
    city.change(1, CardState.ACTIVE);
    run();
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(journal()).hasSize(3));
    assertThat(journal().stream().map(line -> new JsonObject(line).getString("txn")))
        .containsExactly("1.1", "1.2", "1.3");
    assertThat(journal().get(1)).contains("card-stopped").contains("STOPPED");
  }

  @Test
  void refusesWhatIsForgedOldOrForAnotherAndTakesNothingTwice() throws Exception {
    Instant now = Instant.now();
    String good = event(now, 7);
    assertThat(push(good)).isEqualTo("accepted");
    assertThat(push(good)).as("again").isEqualTo("accepted");
    assertThat(push(event(now, 6))).as("an older state of the card").isEqualTo("accepted");
    String changed = good.substring(0, good.length() - 6) + "AAAAAA";
    assertThat(push(changed)).isIn("refused:invalid_key", "refused:invalid_request");
    String[] parts = good.split("\\.", -1);
    assertThat(push(parts[0] + "." + event(now, 9).split("\\.", -1)[1] + "." + parts[2]))
        .isEqualTo("refused:invalid_key");
    assertThat(push("e30." + parts[1] + "." + parts[2])).isEqualTo("refused:invalid_request");
    assertThat(push("nonsense")).isEqualTo("refused:invalid_request");
    KeyRing foreign = new TestKeys().ring();
    assertThat(push(event(foreign, City.ISSUER, now, "bank", 8))).isEqualTo("refused:invalid_key");
    assertThat(push(event(city.ring, "https://other.example", now, "bank", 8)))
        .isEqualTo("refused:invalid_issuer");
    assertThat(push(event(city.ring, City.ISSUER, now, "clinic", 8)))
        .isEqualTo("refused:invalid_audience");
    assertThat(push(event(now.minusSeconds(660), 8)))
        .as("recorded by somebody and sent again later")
        .isEqualTo("refused:invalid_request");
    assertThat(push(event(now.plusSeconds(660), 8))).isEqualTo("refused:invalid_request");
    assertThat(push(city.writer.verification("bank", "a-state", now))).isEqualTo("accepted");
    assertThat(journal()).as("the event and the verification").hasSize(2);
    assertThat(push(event(now, 8))).isEqualTo("accepted");
    assertThat(journal()).hasSize(3);
  }
}
