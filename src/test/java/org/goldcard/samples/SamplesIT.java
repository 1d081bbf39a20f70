package org.goldcard.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.goldcard.testbed.Holder;
import org.goldcard.testbed.Node;
import org.goldcard.testbed.Town;
import org.goldcard.testkit.TestServers;
import org.goldcard.verifying.kit.VerifierJar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every sample whose programs exist on this machine runs against a running service, and says what
 * it must.
 */
class SamplesIT {
  private static final Path SAMPLES = Path.of("src/samples");

  private static final String ONLINE =
      """
      token: Bearer introspect verify
      token by key: Bearer introspect verify
      verification: VALID AFTER_CHECK, check OWN_ID, ENTERPRISE_LINK
      sent again: the same
      refused: BAD_CODE: 不是有效的服务金卡码 / Not a gold-card code
      batch: VALID BAD_CODE
      introspection: active
      heartbeat: clock right
      rotation: the new secret counts, the old one still does
      bundle: unchanged
      """;

  private static final String OFFLINE =
      """
      offline: VALID_OFFLINE GREEN
      offline, again: CODE_USED RED
      offline, changed: BAD_CODE RED
      offline, two minutes on: CODE_EXPIRED RED
      """;

  private static Town town;
  private static Node node;
  private static SampleClient client;

  @BeforeAll
  static void start() throws Exception {
    town = new Town(TestServers.freshDatabase(SamplesIT.class), TestServers.freshRedis(), 3, 1);
    client = new SampleClient(town.home());
    client.register(town);
    node = new Node(town).awaitReady();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  static Stream<List<String>> samples() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jars = jar() + ":" + VerifierJar.home(JsonFactory.class);
    Stream<List<String>> others =
        Stream.of(
                List.of("bash", "curl/goldcard.sh", "curl", "jq", "openssl"),
                List.of("python3", "python/goldcard.py", "openssl"),
                List.of("node", "node/goldcard.mjs"))
            .filter(SamplesIT::isRunnable)
            .map(sample -> sample.subList(0, 2));
    return Stream.concat(others, Stream.of(List.of(java, "-cp", jars, "java/Goldcard.java")));
  }

  /** A sample is its program, its file, and the other programs it needs. */
  private static boolean isRunnable(List<String> sample) {
    String[] path = System.getenv("PATH").split(":", -1);
    return sample.stream()
        .filter(name -> !name.contains("/"))
        .allMatch(name -> Stream.of(path).anyMatch(p -> Files.isExecutable(Path.of(p, name))));
  }

  /** The one the build made, where this runs after it. */
  private static Path jar() throws IOException {
    String made = System.getProperty("verifier.jar");
    return made == null ? VerifierJar.pack(TestServers.emptyDirectory()) : Path.of(made);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void saysWhatItMust(List<String> command) throws Exception {
    boolean judges = !command.get(0).equals("bash");
    assertThat(run(command)).isEqualTo(judges ? ONLINE + OFFLINE : ONLINE);
  }

  private static String run(List<String> command) throws Exception {
    List<String> line = new ArrayList<>(command);
    for (Holder holder : town.holders().subList(0, 2)) {
      line.add(town.signing().liveCode(holder.number(), holder.index()));
    }
    Path said = town.home().resolve("sample.out");
    ProcessBuilder builder = new ProcessBuilder(line).directory(SAMPLES.toFile());
    builder.environment().putAll(client.environment(node.port()));
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    builder.environment().put("JDK_JAVA_OPTIONS", "-Dstdout.encoding=UTF-8 -Dfile.encoding=UTF-8");
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return Files.readString(said, StandardCharsets.UTF_8)
        .replaceFirst("(?m)^list: \\d+ s old; AFTER_CHECK, check ASK_NAME, .*\\R", "")
        .replaceFirst("(?m)\\ANOTE: Picked up JDK_JAVA_OPTIONS.*\\R", "");
  }

  @Test
  void whatIsNotRunSaysSo() throws IOException {
    String sample = Files.readString(SAMPLES.resolve("csharp/Goldcard.cs"));
    assertThat(sample).startsWith("// NOT RUN by the build");
    assertThat(Files.readString(SAMPLES.resolve("README.md")))
        .contains("NSec.Cryptography | **no**");
  }
}
