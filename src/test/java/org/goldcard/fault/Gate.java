package org.goldcard.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.goldcard.testbed.Launch;
import org.goldcard.testbed.Town;
import org.goldcard.testkit.TestServers;

/** What a node that only verifies is given: fewer keys, and a role of the database of its own. */
final class Gate {
  private static final String PASSWORD = "gates-read-the-feed-and-no-more";

  private final Town town;

  /** Makes the role in the town's database. */
  Gate(Town town, String adminDatabaseUrl) {
    this.town = town;
    String path = URI.create(town.databaseUrl()).getPath();
    String admin = adminDatabaseUrl.substring(0, adminDatabaseUrl.lastIndexOf('/')) + path;
    TestServers.execute(admin, role());
    TestServers.execute(admin, "alter role goldcard_verify password '" + PASSWORD + "'");
  }

  /** The database by its role. */
  String databaseUrl() {
    URI uri = URI.create(town.databaseUrl());
    String place = uri.getHost() + ":" + uri.getPort() + uri.getPath();
    return "postgresql://goldcard_verify:" + PASSWORD + "@" + place;
  }

  /** How it is started. */
  Launch launch() {
    return Launch.main(town, List.of("serve", "--role", "verify"))
        .with("KEY_DIR", keys().toString())
        .without("DATA_KEY");
  }

  /** Every public key, and no secret one but those it signs with: audit entries and access. */
  private Path keys() {
    Path all = town.home().resolve("keys");
    Path own = town.home().resolve("gate-keys");
    try (Stream<Path> files = Files.list(all)) {
      Files.createDirectories(own.resolve("private"));
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, own.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
      for (String kid : List.of("A01", "R01")) {
        Path secret = Path.of("private", kid + ".pem");
        Files.copy(all.resolve(secret), own.resolve(secret), StandardCopyOption.COPY_ATTRIBUTES);
      }
      return own;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String role() {
    try (InputStream sql = Gate.class.getResourceAsStream("/db/roles/goldcard_verify.sql")) {
      return new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
