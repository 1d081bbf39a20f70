package org.goldcard.testkit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.goldcard.dev.embedded.EmbeddedServers;
import org.goldcard.dev.embedded.Ports;
import org.goldcard.dev.embedded.RunningServers;
import org.goldcard.dev.host.Archive;
import org.goldcard.dev.host.StartRefused;

/**
 * One PostgreSQL and one Redis for all tests of this program, started when first asked for, below
 * {@code target/servers}, kept from run to run for speed and stopped when the program ends. Each
 * test class takes a database and a Redis number of its own. Blocks.
 */
public final class TestServers {
  private static final Path PLACE = Path.of("target", "servers").toAbsolutePath();
  private static final String PREFIX = "t_";
  private static final int REDIS_DATABASES = 256;
  private static final AtomicInteger NEXT_REDIS = new AtomicInteger(1);

  private TestServers() {}

  /** Started once, on first use. */
  private static final class Shared {
    static final RunningServers SERVERS = startShared();
  }

  /** A data directory made once for this program; copying it is faster than making another. */
  private static final class Template {
    static final Path DATA = makeTemplate();
  }

  /** The shared servers; they are not to be killed or closed. */
  public static RunningServers shared() {
    return Shared.SERVERS;
  }

  /** The address of a new, empty database owned by the service's role. */
  public static String freshDatabase(Class<?> test) {
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    String name = PREFIX + test.getSimpleName().toLowerCase(Locale.ROOT) + "_" + random;
    String url = shared().databaseUrl();
    execute(url, "CREATE DATABASE " + name);
    return url.substring(0, url.lastIndexOf('/') + 1) + name;
  }

  /** The address of an empty Redis number of its own; channels and functions are shared by all. */
  public static String freshRedis() {
    String url = shared().redisUrl();
    int number = NEXT_REDIS.getAndIncrement();
    if (number >= REDIS_DATABASES) {
      throw new IllegalStateException("redis: no number left");
    }
    String fresh = url.substring(0, url.lastIndexOf('/') + 1) + number;
    redis(fresh, "FLUSHDB");
    return fresh;
  }

  /** Servers of one test alone, which it may kill, on a data directory (a TempDir) of its own. */
  public static RunningServers throwAway(Path data) {
    if (Files.notExists(data.resolve("postgres"))) {
      copyTree(Template.DATA, data);
    }
    return start(data);
  }

  private static RunningServers start(Path data) {
    return EmbeddedServers.start(data, programs(), Ports.ANY, TestServers::quietly);
  }

  /** A new directory below {@code target}, deleted when the program ends. */
  public static Path emptyDirectory() {
    try {
      Path directory = Files.createTempDirectory(Files.createDirectories(PLACE), "alone-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory), "test-delete"));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The unpacked programs, shared by all. */
  public static Path programs() {
    return PLACE.resolve("programs");
  }

  /** A JDBC connection to an address of the {@code postgresql://} kind. */
  public static Connection connect(String databaseUrl) throws SQLException {
    URI uri = URI.create(databaseUrl);
    String[] user = uri.getUserInfo().split(":", 2);
    String jdbc = "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath();
    return DriverManager.getConnection(jdbc, user[0], user[1]);
  }

  /** Executes SQL at an address. */
  public static void execute(String databaseUrl, String sql) {
    try (Connection connection = connect(databaseUrl);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The first column of each row. */
  public static List<String> query(String databaseUrl, String sql) {
    try (Connection connection = connect(databaseUrl);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /**
   * Redis's raw answer to one plain command (no spaces inside its words).
   *
   * @return everything before QUIT's own answer, with CRLF line ends
   */
  @CanIgnoreReturnValue
  public static String redis(String redisUrl, String command) {
    URI uri = URI.create(redisUrl);
    String password = uri.getUserInfo().substring(1);
    String words =
        "AUTH %s\r\nSELECT %s\r\n%s\r\nQUIT\r\n"
            .formatted(password, uri.getPath().substring(1), command);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String signedIn = "+OK\r\n+OK\r\n";
      if (!all.startsWith(signedIn) || !all.endsWith("+OK\r\n")) {
        throw new IllegalStateException("redis: " + all);
      }
      return all.substring(signedIn.length(), all.length() - "+OK\r\n".length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path makeTemplate() {
    Path data = emptyDirectory();
    start(data).close();
    return data;
  }

  private static void delete(Path tree) {
    try {
      Archive.delete(tree);
    } catch (IOException | UncheckedIOException e) {
      System.err.println("left behind: " + tree);
    }
  }

  /** The database and the passwords to it. */
  static void copyTree(Path from, Path to) {
    for (String part : List.of("postgres", "secrets")) {
      try (Stream<Path> tree = Files.walk(from.resolve(part))) {
        for (Path path : tree.toList()) {
          Path target = to.resolve(from.relativize(path).toString());
          Files.createDirectories(target.getParent());
          Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void quietly(String line) {}

  private static RunningServers startShared() {
    RunningServers servers = startOnFreePlace();
    Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "test-servers-stop"));
    query(servers.adminDatabaseUrl(), "SELECT datname FROM pg_database").stream()
        .filter(name -> name.startsWith(PREFIX))
        .forEach(
            name -> execute(servers.adminDatabaseUrl(), "DROP DATABASE " + name + " WITH (FORCE)"));
    return servers;
  }

  /** Another test program may hold the first places. */
  private static RunningServers startOnFreePlace() {
    for (int i = 0; ; i++) {
      try {
        return start(PLACE.resolve("shared-" + i));
      } catch (StartRefused e) {
        if (!e.isInUse()) {
          throw e;
        }
      }
    }
  }
}
