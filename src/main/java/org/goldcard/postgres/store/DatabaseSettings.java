package org.goldcard.postgres.store;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.time.Duration;
import java.util.Locale;

/**
 * Where the database is and how long to wait for it.
 *
 * @param url {@code postgresql://user:password@host:port/database}, optionally with {@code
 *     ?sslmode=}
 * @param poolSize connections of this node, the listening one not counted
 * @param queueSize how many may wait for a connection before more are refused
 * @param patience how long a statement, a wait for a lock or for a connection may take
 */
public record DatabaseSettings(String url, int poolSize, int queueSize, Duration patience) {
  /** Refuses an impossible pool, never echoing the address. */
  public DatabaseSettings {
    if (poolSize < 1) {
      throw new IllegalArgumentException("poolSize: below 1");
    }
    if (queueSize < 0) {
      throw new IllegalArgumentException("queueSize: below 0");
    }
    if (patience.toMillis() < 1) {
      throw new IllegalArgumentException("patience: below a millisecond");
    }
  }

  /** Ten connections, a thousand waiting, two seconds. */
  public static DatabaseSettings of(String url) {
    return new DatabaseSettings(url, 10, 1000, Duration.ofSeconds(2));
  }

  PgConnectOptions connectOptions() {
    String millis = Long.toString(patience.toMillis());
    return parsed()
        .setCachePreparedStatements(true)
        .addProperty("application_name", "goldcard")
        .addProperty("statement_timeout", millis)
        .addProperty("idle_in_transaction_session_timeout", millis);
  }

  String jdbcUrl() {
    PgConnectOptions options = parsed();
    String base =
        "jdbc:postgresql://"
            + options.getHost()
            + ":"
            + options.getPort()
            + "/"
            + options.getDatabase();
    return options.getSslMode() == SslMode.DISABLE
        ? base
        : base + "?sslmode=" + text(options.getSslMode());
  }

  private static String text(SslMode mode) {
    return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String user() {
    return parsed().getUser();
  }

  String password() {
    return parsed().getPassword();
  }

  private PgConnectOptions parsed() {
    try {
      return PgConnectOptions.fromUri(url);
    } catch (RuntimeException e) {
      // Its own message repeats the address, password included.
      throw new IllegalArgumentException("url: not a PostgreSQL address");
    }
  }

  @Override
  public String toString() {
    return "DatabaseSettings[poolSize=" + poolSize + ", patience=" + patience + "]";
  }
}
