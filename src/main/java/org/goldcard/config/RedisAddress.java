package org.goldcard.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is: one server, or the Sentinels that know the master.
 *
 * @param endpoints {@code redis[s]://[user]:password@host:port/number}: one for a single server, or
 *     one for each Sentinel; user and password are those of the server
 * @param masterName the name the Sentinels know the master by; empty for a single server
 * @param sentinelLogin {@code user:password} for the Sentinels, empty when they ask for none
 * @param authority PEM file of the authority that signed the certificates, if not a public one
 */
public record RedisAddress(
    List<String> endpoints, String masterName, String sentinelLogin, @Nullable Path authority) {
  /** The variable that names it for the service. */
  public static final String URL = "REDIS_URL";

  /** The variable that names it for the user who loads the functions. */
  public static final String DEPLOY_URL = "REDIS_DEPLOY_URL";

  private static final String SENTINEL = "REDIS_SENTINEL_PASSWORD";
  private static final Pattern FORM =
      Pattern.compile(
          "(?<tls>rediss?)(?<sentinel>-sentinel)?://(?<user>(?:[^:@/%]|%[0-9a-fA-F]{2})*:"
              + "(?<password>(?:[^@/%]|%[0-9a-fA-F]{2})+))@"
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

  /** A single server, trusted as it is. */
  static RedisAddress of(String url) {
    return new RedisAddress(List.of(url), "", "", null);
  }

  /** Whether Sentinels are to be asked for the master. */
  public boolean isSentinel() {
    return !masterName.isEmpty();
  }

  /** {@code user:password} of the server, the user empty where none is named. */
  public String login() {
    String first = endpoints.get(0);
    String login = first.substring(first.indexOf("://") + 3, first.indexOf('@'));
    return URLDecoder.decode(login, StandardCharsets.UTF_8);
  }

  /** Whether the environment names an address, or a file that does. */
  public static boolean isNamed(Map<String, String> environment, String variable) {
    return new Variables(environment).hasSecret(variable);
  }

  /**
   * What came of reading one address alone.
   *
   * @param address the address, or null
   * @param problems what is wrong; empty when there is an address
   */
  public record Reading(@Nullable RedisAddress address, List<Problem> problems) {
    /** Copies the list. */
    public Reading {
      problems = List.copyOf(problems);
    }

    /** Reads {@link #URL} or {@link #DEPLOY_URL} with what belongs to it, and nothing else. */
    public static Reading of(Map<String, String> environment, String variable) {
      Variables variables = new Variables(environment);
      Optional<RedisAddress> address = read(variables, variable);
      List<Problem> problems = variables.problems();
      return new Reading(problems.isEmpty() ? address.orElse(null) : null, problems);
    }
  }

  /** Beyond this machine the connection must be encrypted. */
  static Optional<RedisAddress> read(Variables variables) {
    return read(variables, URL);
  }

  private static Optional<RedisAddress> read(Variables variables, String variable) {
    Optional<Path> authority = variables.file("REDIS_CA");
    String sentinel = variables.hasSecret(SENTINEL) ? sentinelLogin(variables) : "";
    return variables
        .requiredSecret(variable)
        .flatMap(text -> parse(variables, variable, text))
        .map(found -> found.with(sentinel, authority.orElse(null)));
  }

  private RedisAddress with(String sentinel, @Nullable Path ca) {
    return new RedisAddress(endpoints, masterName, sentinel, ca);
  }

  /** A password alone is that of the user every server has. */
  private static String sentinelLogin(Variables variables) {
    Optional<String> text = variables.requiredSecret(SENTINEL);
    String login = text.map(t -> t.indexOf(':') < 0 ? "default:" + t : t).orElse("");
    String password = login.substring(login.indexOf(':') + 1);
    boolean plain =
        variables.holds(
            password.matches("[^:@/?#\\s]*"),
            SENTINEL,
            "不得含有 : @ / ? # 和空白",
            "must be without : @ / ? # and blanks");
    return text.isPresent() && plain && Strength.isStrong(variables, SENTINEL, password)
        ? login
        : "";
  }

  private static Optional<RedisAddress> parse(Variables variables, String variable, String text) {
    if (text.matches("rediss?[-+]cluster:.*") || text.contains("cluster=true")) {
      variables.refuse(variable, "尚不支持 Redis Cluster", "Redis Cluster is not supported yet");
      return Optional.empty();
    }
    Matcher form = FORM.matcher(text);
    boolean fits = form.matches() && (form.group("sentinel") == null) == master(form).isEmpty();
    List<String> hosts = fits ? Arrays.asList(form.group("hosts").split(",", -1)) : List.of();
    boolean single = fits && master(form).isEmpty();
    if (!fits
        || (single && hosts.size() > 1)
        || !hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
      variables.refuse(
          variable,
          "应为 redis://:密码@主机:端口/0 或 redis-sentinel://:密码@主机:端口,…/0?master=名称",
          "must be redis://:password@host:port/0 or "
              + "redis-sentinel://:password@host:port,…/0?master=name");
      return Optional.empty();
    }
    return isSafe(variables, variable, form, hosts)
        ? Optional.of(new RedisAddress(endpoints(form, hosts), master(form), "", null))
        : Optional.empty();
  }

  private static boolean isSafe(
      Variables variables, String variable, Matcher form, List<String> hosts) {
    boolean near = hosts.stream().allMatch(RedisAddress::isNear);
    boolean strong = Strength.isStrong(variables, variable, form.group("password"));
    return variables.holds(
            near || form.group("tls").equals("rediss"),
            variable,
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
