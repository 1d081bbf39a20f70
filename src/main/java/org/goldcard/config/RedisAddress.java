package org.goldcard.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Redis is: one server, or the Sentinels that know the master.
 *
 * @param endpoints {@code redis[s]://[user]:password@host:port/number}: one for a single server, or
 *     one for each Sentinel
 * @param masterName the name the Sentinels know the master by; empty for a single server
 */
public record RedisAddress(List<String> endpoints, String masterName) {
  private static final String URL = "REDIS_URL";
  private static final Pattern FORM =
      Pattern.compile(
          "(?<tls>rediss?)(?<sentinel>-sentinel)?://(?<user>[^:@/]*:(?<password>[^@/]+))@"
              + "(?<hosts>[^/?@]+)(?<number>/\\d{1,3})?(\\?master=(?<master>[\\w.-]+))?");
  private static final Pattern HOST =
      Pattern.compile("(?<host>\\[[0-9a-fA-F:.]+\\]|[^:\\[\\]]+):\\d{1,5}");

  /** Copies the list. */
  public RedisAddress {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("endpoints: empty");
    }
  }

  /** Whether Sentinels are to be asked for the master. */
  public boolean isSentinel() {
    return !masterName.isEmpty();
  }

  /** Beyond this machine the connection must be encrypted. */
  static Optional<RedisAddress> read(Variables variables) {
    return variables.requiredSecret(URL).flatMap(text -> parse(variables, text));
  }

  private static Optional<RedisAddress> parse(Variables variables, String text) {
    if (text.matches("rediss?[-+]cluster:.*") || text.contains("cluster=true")) {
      variables.refuse(URL, "尚不支持 Redis Cluster", "Redis Cluster is not supported yet");
      return Optional.empty();
    }
    Matcher form = FORM.matcher(text);
    boolean fits = form.matches() && (form.group("sentinel") == null) == master(form).isEmpty();
    List<String> hosts = fits ? Arrays.asList(form.group("hosts").split(",", -1)) : List.of();
    if (!fits || !hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
      variables.refuse(
          URL,
          "应为 redis://:密码@主机:端口/0 或 redis-sentinel://:密码@主机:端口,…/0?master=名称",
          "must be redis://:password@host:port/0 or "
              + "redis-sentinel://:password@host:port,…/0?master=name");
      return Optional.empty();
    }
    return isSafe(variables, form, hosts)
        ? Optional.of(new RedisAddress(endpoints(form, hosts), master(form)))
        : Optional.empty();
  }

  private static boolean isSafe(Variables variables, Matcher form, List<String> hosts) {
    boolean near = hosts.stream().allMatch(RedisAddress::isNear);
    boolean strong = Strength.isStrong(variables, URL, form.group("password"));
    return variables.holds(
            near || form.group("tls").equals("rediss"),
            URL,
            "Redis 不在本机时必须使用 rediss://（加密连接）",
            "Redis beyond this machine needs rediss:// (an encrypted connection)")
        && strong;
  }

  private static boolean isNear(String endpoint) {
    return Hosts.isLoopback(endpoint.substring(0, endpoint.lastIndexOf(':')));
  }

  private static String master(Matcher form) {
    String master = form.group("master");
    return master == null ? "" : master;
  }

  private static List<String> endpoints(Matcher form, List<String> hosts) {
    String number = form.group("number") == null ? "/0" : form.group("number");
    String before = form.group("tls") + "://" + form.group("user") + "@";
    return hosts.stream().map(host -> before + host + number).toList();
  }

  @Override
  public String toString() {
    return "RedisAddress[" + endpoints.size() + " endpoints, master=" + masterName + "]";
  }
}
