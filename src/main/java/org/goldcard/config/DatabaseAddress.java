package org.goldcard.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where PostgreSQL is.
 *
 * @param url {@code postgresql://user:password@host:port/database?sslmode=…}
 * @param authority PEM file of the authority that signed the server's certificate, if not a public
 *     one
 */
public record DatabaseAddress(String url, @Nullable Path authority) {
  private static final String URL = "DATABASE_URL";
  private static final Set<String> CHECKED = Set.of("verify-ca", "verify-full");

  /** Whether the environment names a database, or a file that does. */
  public static boolean isNamed(Map<String, String> environment) {
    return environment.containsKey(URL) || environment.containsKey(URL + "_FILE");
  }

  /** Beyond this machine the server's certificate must be checked. */
  static Optional<DatabaseAddress> read(Variables variables) {
    Optional<Path> authority = variables.file("DATABASE_CA");
    return variables
        .requiredSecret(URL)
        .filter(text -> isAcceptable(variables, text))
        .map(text -> new DatabaseAddress(text, authority.orElse(null)));
  }

  private static boolean isAcceptable(Variables variables, String text) {
    Optional<URI> uri = Hosts.uri(text).filter(DatabaseAddress::isWhole);
    if (uri.isEmpty()) {
      variables.refuse(
          URL,
          "应为 postgresql://用户:密码@主机:端口/数据库",
          "must be postgresql://user:password@host:port/database");
      return false;
    }
    boolean strong = Strength.isStrong(variables, URL, Hosts.password(uri.get()));
    boolean checked =
        Hosts.isLoopback(uri.get().getHost())
            || CHECKED.contains(Hosts.parameter(uri.get(), "sslmode"));
    return variables.holds(
            checked,
            URL,
            "数据库不在本机时必须设置 sslmode=verify-full 或 verify-ca",
            "a database beyond this machine needs sslmode=verify-full or verify-ca")
        && strong;
  }

  private static boolean isWhole(URI uri) {
    return uri.getScheme().matches("postgres(ql)?")
        && uri.getHost() != null
        && uri.getRawPath().matches("/[^/]+")
        && uri.getRawUserInfo() != null
        && uri.getRawUserInfo().matches("[^:]+:.+");
  }

  @Override
  public String toString() {
    return "DatabaseAddress[…]";
  }
}
