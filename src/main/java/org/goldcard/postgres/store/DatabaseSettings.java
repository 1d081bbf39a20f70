package org.goldcard.postgres.store;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and how long to wait for it.
 *
 * @param url {@code postgresql://user:password@host:port,host:port/database}, one host or several
 *     of which one is the primary, optionally with {@code ?sslmode=}
 * @param poolSize connections of this node, the listening one not counted
 * @param queueSize how many may wait for a connection before more are refused
 * @param authority PEM file of the authority whose certificates count; null for those Java trusts
 * @param patience how long a statement, a wait for a lock or for a connection may take
 */
public record DatabaseSettings(
    String url, @Nullable Path authority, int poolSize, int queueSize, Duration patience) {
  private static final Pattern FORM =
      Pattern.compile("(?<before>[^/]+://[^@/]*@)(?<hosts>[^/?@]+)(?<after>.*)");

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
    return of(url, null);
  }

  /** The same with an authority of its own. */
  public static DatabaseSettings of(String url, @Nullable Path authority) {
    return new DatabaseSettings(url, authority, 10, 1000, Duration.ofSeconds(2));
  }

  /** How each of the hosts is connected to, in the order they are named. */
  List<PgConnectOptions> hosts() {
    Matcher form = FORM.matcher(url);
    if (!form.matches()) {
      return List.of(connectOptions(url));
    }
    return Arrays.stream(form.group("hosts").split(",", -1))
        .map(host -> connectOptions(form.group("before") + host + form.group("after")))
        .toList();
  }

  private PgConnectOptions connectOptions(String single) {
    String millis = Long.toString(patience.toMillis());
    return withTls(parsed(single))
        .setCachePreparedStatements(true)
        .addProperty("application_name", "goldcard")
        .addProperty("statement_timeout", millis)
        .addProperty("idle_in_transaction_session_timeout", millis);
  }

  /** The address for JDBC, which takes the primary of several hosts. */
  String jdbcUrl() {
    List<PgConnectOptions> hosts = hosts();
    PgConnectOptions first = hosts.get(0);
    String places =
        hosts.stream().map(h -> h.getHost() + ":" + h.getPort()).collect(Collectors.joining(","));
    String base =
        "jdbc:postgresql://"
            + places
            + "/"
            + first.getDatabase()
            + "?connectTimeout=5&loginTimeout=10&targetServerType=primary";
    if (first.getSslMode() == SslMode.DISABLE) {
      return base;
    }
    Path root = authority;
    String trust =
        root == null
            ? "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
            : "&sslrootcert=" + URLEncoder.encode(root.toString(), StandardCharsets.UTF_8);
    return base + "&sslmode=" + text(first.getSslMode()) + trust;
  }

  /** Both kinds of checked mode trust the authority; {@code verify-full} also checks the name. */
  private PgConnectOptions withTls(PgConnectOptions options) {
    SslMode mode = options.getSslMode();
    if (mode == SslMode.DISABLE) {
      return options;
    }
    ClientSSLOptions tls = new ClientSSLOptions();
    tls.setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : "");
    Path root = authority;
    if (root != null) {
      tls.setTrustOptions(new PemTrustOptions().addCertPath(root.toString()));
    }
    return options.setSslOptions(tls);
  }

  private static String text(SslMode mode) {
    return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String user() {
    return hosts().get(0).getUser();
  }

  String password() {
    return hosts().get(0).getPassword();
  }

  private static PgConnectOptions parsed(String single) {
    try {
      return PgConnectOptions.fromUri(single);
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
