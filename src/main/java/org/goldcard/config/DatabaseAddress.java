package org.goldcard.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where PostgreSQL is.
 *
 * @param url {@code postgresql://user:password@host:port,host:port/database?sslmode=…}, one host or
 *     several of which one is the primary
 * @param authority PEM file of the authority that signed the server's certificate, if not a public
 *     one
 */
public record DatabaseAddress(String url, @Nullable Path authority) {
  private static final String URL = "DATABASE_URL";
  private static final Set<String> CHECKED = Set.of("verify-ca", "verify-full");

  private static final Pattern FORM =
      Pattern.compile("(?<before>[^/]+://[^@/]*@)(?<hosts>[^/?@]+)(?<after>.*)");

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
    List<URI> uris = hosts(text);
    if (uris.isEmpty() || !uris.stream().allMatch(DatabaseAddress::isWhole)) {
      variables.refuse(
          URL,
          "应为 postgresql://用户:密码@主机:端口,…/数据库",
          "must be postgresql://user:password@host:port,…/database");
      return false;
    }
    URI first = uris.get(0);
    boolean strong = Strength.isStrong(variables, URL, Hosts.password(first));
    boolean checked =
        uris.stream().allMatch(uri -> Hosts.isLoopback(uri.getHost()))
            || CHECKED.contains(Hosts.parameter(first, "sslmode"));
    return variables.holds(
            checked,
            URL,
            "数据库不在本机时必须设置 sslmode=verify-full 或 verify-ca",
            "a database beyond this machine needs sslmode=verify-full or verify-ca")
        && strong;
  }

  /** One address for each host; none when it does not parse. */
  private static List<URI> hosts(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Hosts.uri(text).stream().toList();
    }
    List<URI> uris = new ArrayList<>();
    for (String host : form.group("hosts").split(",", -1)) {
      Optional<URI> uri = Hosts.uri(form.group("before") + host + form.group("after"));
      if (uri.isEmpty()) {
        return List.of();
      }
      uris.add(uri.get());
    }
    return uris;
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
