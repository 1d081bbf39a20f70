package org.goldcard.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.goldcard.testkit.TestServers;
import org.jspecify.annotations.Nullable;

/** Nodes as an operator sets them up: settings, commands, {@code serve} processes, their API. */
final class ServedNodes {
  private static final ObjectMapper JSON = new ObjectMapper();

  final Path home = TestServers.emptyDirectory();
  final Map<String, String> settings = new HashMap<>();
  private final Class<?> test;
  private final List<Process> nodes = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  ServedNodes(Class<?> test) {
    this.test = test;
  }

  /** Ends every node as an operator does. */
  void stop() throws InterruptedException {
    nodes.forEach(Process::destroy);
    for (Process node : nodes) {
      assertThat(node.waitFor(30, TimeUnit.SECONDS)).as("stops on SIGTERM").isTrue();
    }
  }

  /** The demonstration's list of talents, as a file. */
  static Path demoTalents(Path target) throws IOException {
    try (InputStream list = ServedNodes.class.getResourceAsStream("/demo/talents.csv")) {
      Files.write(target, Objects.requireNonNull(list).readAllBytes());
    }
    return target;
  }

  void configure() throws IOException {
    settings.put("DATABASE_URL", TestServers.freshDatabase(test));
    settings.put("REDIS_URL", TestServers.freshRedis());
    settings.put("ISSUER", "https://card.example");
    settings.put("KEY_DIR", Files.createDirectories(home.resolve("keys")).toString());
    settings.put("KEY_PASSPHRASE", "nine lanterns over the Daming lake 2026");
    settings.put("DATA_KEY", key(1));
    settings.put("LOOKUP_KEY", key(2));
    settings.put("SPOOL_DIR", home.resolve("spool").toString());
  }

  static String key(int seed) {
    byte[] key = new byte[32];
    new java.util.Random(seed).nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  String secret(String id, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("client", id, "--name", id));
    command.addAll(List.of(options));
    Process process = launch(0, command.toArray(String[]::new));
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.lines().reduce((a, b) -> b).orElseThrow().strip();
  }

  int run(String... command) throws Exception {
    Process process = launch(0, command);
    process.getInputStream().transferTo(System.out);
    return process.waitFor();
  }

  /** Runs a command to its end: its exit code, a blank, all it said. */
  String said(String... command) throws Exception {
    Process process = launch(0, command);
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + " " + words;
  }

  /** Starts a node and waits until it is ready; its port. */
  int serve(String... options) throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    List<String> command = new ArrayList<>(List.of("serve"));
    command.addAll(List.of(options));
    Process node = launch(port, command.toArray(String[]::new));
    nodes.add(node);
    Awaitility.await("ready")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(IOException.class)
        .failFast(
            "still runs", () -> assertThat(node.isAlive()).as(Files.readString(log(port))).isTrue())
        .until(() -> send(port, "/health/ready", "", null).statusCode() == 200);
    return port;
  }

  private Path log(int port) {
    return home.resolve(port + ".log");
  }

  Process launch(int port, String... command) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.goldcard.Main"));
    line.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().putAll(settings);
    builder.environment().put("DATA_DIR", home.resolve("unused").toString());
    builder.environment().put("LISTEN", "127.0.0.1:" + port);
    builder.redirectErrorStream(true);
    if (port > 0) {
      builder.redirectOutput(log(port).toFile());
    }
    return builder.start();
  }

  String token(int port, String id, String secret) throws Exception {
    String basic =
        Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/oauth2/token"))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
            .build();
    String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return JSON.readTree(answer).path("access_token").asText();
  }

  String scan(int port, String token, String code, String requestId) throws Exception {
    String body = "{\"code\":\"" + code + "\",\"requestId\":\"" + requestId + "\"}";
    return post(port, "/v1/verifications", token, body).path("result").asText();
  }

  JsonNode post(int port, String path, String token, String body) throws Exception {
    HttpResponse<String> answer = send(port, path, token, body);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return JSON.readTree(answer.body());
  }

  JsonNode get(int port, String path, String token) throws Exception {
    return JSON.readTree(send(port, path, token, null).body());
  }

  HttpResponse<String> send(int port, String path, String token, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + token);
    if (body != null) {
      request
          .header("Content-Type", "application/json")
          .header("Idempotency-Key", "k" + System.nanoTime())
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The text of the first live code of an answer. */
  static String code(JsonNode codes) {
    return codes.path("codes").path(0).path("code").asText();
  }

  /** The key a token names. */
  static String kid(String token) {
    byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
    String json = new String(header, StandardCharsets.UTF_8);
    return json.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
  }

  /** What makes the role of nodes that only verify. */
  static String roles() throws Exception {
    try (InputStream sql = ServedNodes.class.getResourceAsStream("/db/roles/goldcard_verify.sql")) {
      return new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
