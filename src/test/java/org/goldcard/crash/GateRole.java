package org.goldcard.crash;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import org.goldcard.testkit.TestServers;

/** Makes the nodes that are started from now on gates: other keys, another role, no field key. */
final class GateRole {
  private static final String PASSWORD = "gates-read-the-feed-and-no-more";
  private static final List<String> KEYS = List.of("P01", "L01", "S01", "A01", "R01", "H01");

  private GateRole() {}

  /**
   * Makes the database role and a key directory, and sets both.
   *
   * @param held the private keys a gate gets
   */
  static void take(ServedNodes nodes, List<String> held) throws Exception {
    URI database = URI.create(setting(nodes, "DATABASE_URL"));
    String admin = TestServers.shared().adminDatabaseUrl();
    String url = admin.substring(0, admin.lastIndexOf('/')) + database.getPath();
    TestServers.execute(url, ServedNodes.roles());
    TestServers.execute(url, "alter role goldcard_verify password '" + PASSWORD + "'");
    Path gate = nodes.home.resolve("gate-keys");
    Files.createDirectories(gate.resolve("private"));
    Path full = Path.of(setting(nodes, "KEY_DIR"));
    for (String kid : KEYS) {
      Files.copy(full.resolve(kid + ".jwk"), gate.resolve(kid + ".jwk"));
    }
    for (String kid : held) {
      Path pem = Path.of("private", kid + ".pem");
      Files.copy(full.resolve(pem), gate.resolve(pem), StandardCopyOption.COPY_ATTRIBUTES);
    }
    String user = "goldcard_verify:" + PASSWORD;
    String address = database.getHost() + ":" + database.getPort() + database.getPath();
    nodes.settings.put("DATABASE_URL", "postgresql://" + user + "@" + address);
    nodes.settings.put("KEY_DIR", gate.toString());
    nodes.settings.remove("DATA_KEY");
  }

  private static String setting(ServedNodes nodes, String name) {
    return Objects.requireNonNull(nodes.settings.get(name));
  }
}
