package org.goldcard.testkit.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.goldcard.testkit.PassForger;
import org.goldcard.testkit.TestKeys;
import org.goldcard.token.jws.Flaw;

/**
 * The hostile tokens of the house: made anew with any keys, or kept as vectors under published test
 * keys. Run its {@code main} to make the vector files again.
 */
public final class HostileTokens {
  private static final Path FILES = Path.of("src/test/resources/vectors/hostile");
  private static final int KEPT_MAX = 4096;
  private static final ObjectMapper JSON = new ObjectMapper();

  private HostileTokens() {}

  /** Every hostile token, made with a forger's keys. */
  public static List<Hostile> make(PassForger forger) {
    List<Hostile> all = new ArrayList<>(new HostileEnvelopes(forger).all());
    all.addAll(new HostileSignatures(forger).all());
    all.addAll(new HostileClaims(forger).all());
    all.addAll(new HostileNumbers(forger).all());
    return all;
  }

  /** The ECDSA twin of a pass: another spelling of the same, which is accepted as the same. */
  public static String twin(String pass) {
    byte[] twin = HostileSignatures.twin(PassForger.signatureOf(pass));
    return PassForger.withSignature(pass, twin);
  }

  /** The vectors on file, made with {@link TestKeys#published}. */
  public static List<Hostile> onFile() {
    List<Hostile> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FILES)) {
      for (Path file : files.sorted().toList()) {
        JsonNode family = JSON.readTree(file.toFile());
        for (JsonNode v : family.path("vectors")) {
          Flaw expects = Flaw.valueOf(v.path("expects").asText());
          String name = v.path("name").asText();
          all.add(
              new Hostile(family.path("family").asText(), name, expects, v.path("token").asText()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** Writes the vector files. */
  public static void main(String[] args) throws IOException {
    Map<String, List<Hostile>> families = new TreeMap<>();
    for (Hostile hostile : make(new PassForger(TestKeys.published()))) {
      families.computeIfAbsent(hostile.family(), f -> new ArrayList<>()).add(hostile);
    }
    Files.createDirectories(FILES);
    for (Map.Entry<String, List<Hostile>> family : families.entrySet()) {
      Files.writeString(
          FILES.resolve(family.getKey() + ".json"), file(family.getKey(), family.getValue()));
    }
  }

  private static String file(String name, List<Hostile> vectors) {
    ObjectNode file = JSON.createObjectNode().put("family", name);
    file.put("at", PassForger.NOW).put("issuer", PassForger.ISSUER);
    file.put("keys", "P01: RFC 7515 appendix A.3; L01: RFC 8037 appendix A.1");
    file.put(
        "made",
        "mvn -q test-compile exec:java -Dexec.classpathScope=test"
            + " -Dexec.mainClass=org.goldcard.testkit.hostile.HostileTokens");
    ArrayNode array = file.putArray("vectors");
    for (Hostile hostile : vectors) {
      if (hostile.token().length() <= KEPT_MAX) {
        ObjectNode vector = array.addObject().put("name", hostile.name());
        vector.put("expects", hostile.expects().name()).put("token", hostile.token());
      }
    }
    return file.toPrettyString() + "\n";
  }
}
