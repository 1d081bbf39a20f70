package org.goldcard.redis.link;

import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.RedisOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is: one server, or the Sentinels that know which one is the master.
 *
 * @param endpoints {@code redis[s]://[user]:password@host:port/number}, of the server or of each
 *     Sentinel; what stands before the {@code @} opens the server, never a Sentinel
 * @param masterName what the Sentinels call the master; empty for a single server
 * @param sentinelLogin {@code user:password} for the Sentinels; empty when they ask for none
 * @param authority PEM file of the authority whose certificates count; null for those Java trusts
 */
public record RedisServers(
    List<String> endpoints, String masterName, String sentinelLogin, @Nullable Path authority) {
  /** How long opening a socket may take, in milliseconds. */
  static final int CONNECT_MILLIS = 1000;

  /** Requests on their way on one connection; further ones fail at once. */
  private static final int PIPELINE = 16_384;

  private static final Pattern FORM =
      Pattern.compile("(?<scheme>rediss?)://((?<login>[^@]*)@)?(?<address>[^/?@]+)(?<rest>/.*)?");

  /** Copies the list; refuses what is no address without echoing it. */
  public RedisServers {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("endpoints: empty");
    }
    if (!endpoints.stream().allMatch(endpoint -> FORM.matcher(endpoint).matches())) {
      throw new IllegalArgumentException("endpoints: not the address of a Redis");
    }
  }

  /** A single server. */
  public static RedisServers of(String url) {
    return new RedisServers(List.of(url), "", "", null);
  }

  boolean isSentinel() {
    return !masterName.isEmpty();
  }

  /** Host and port of the single server, or of each Sentinel. */
  List<String> addresses() {
    return endpoints.stream().map(endpoint -> parts(endpoint).group("address")).toList();
  }

  /** How a server at an address is opened. */
  RedisOptions server(String address) {
    Matcher parts = parts(endpoints.get(0));
    String rest = parts.group("rest") == null ? "" : parts.group("rest");
    return options(parts.group("scheme"), parts.group("login"), address + rest);
  }

  /** How a Sentinel at an address is opened. */
  RedisOptions sentinel(String address) {
    String login = sentinelLogin.isEmpty() ? null : sentinelLogin;
    return options(parts(endpoints.get(0)).group("scheme"), login, address);
  }

  private RedisOptions options(String scheme, @Nullable String login, String place) {
    String before = login == null ? "" : login + "@";
    RedisOptions options =
        new RedisOptions()
            .setConnectionString(scheme + "://" + before + place)
            .setMaxWaitingHandlers(PIPELINE);
    NetClientOptions sockets =
        options.getNetClientOptions().setConnectTimeout(CONNECT_MILLIS).setTcpNoDelay(true);
    if (scheme.toLowerCase(Locale.ROOT).equals("rediss")) {
      checkCertificate(sockets);
    }
    return options;
  }

  /** It must be of the authority and name the host that was asked for. */
  private void checkCertificate(NetClientOptions sockets) {
    sockets.setHostnameVerificationAlgorithm("HTTPS");
    if (authority != null) {
      sockets.setTrustOptions(new PemTrustOptions().addCertPath(authority.toString()));
    }
  }

  private static Matcher parts(String endpoint) {
    Matcher parts = FORM.matcher(endpoint);
    if (!parts.matches()) {
      throw new IllegalArgumentException("endpoints: not the address of a Redis");
    }
    return parts;
  }

  @Override
  public String toString() {
    return "RedisServers[" + addresses() + ", master=" + masterName + "]";
  }
}
