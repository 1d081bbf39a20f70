package org.goldcard.config;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.goldcard.partners.terms.AddressRange;
import org.goldcard.venues.device.SilenceRule;
import org.jspecify.annotations.Nullable;

/**
 * Everything a deployment decides.
 *
 * @param role what this node does
 * @param issuer the {@code iss} of every token; an https address without query or fragment
 * @param listening where and how it listens
 * @param database PostgreSQL
 * @param redis Redis
 * @param keys the signing keys
 * @param fields the keys of encrypted fields
 * @param term how long a card is valid
 * @param operation the rest
 */
public record Settings(
    Role role,
    URI issuer,
    Listening listening,
    DatabaseAddress database,
    RedisAddress redis,
    SigningKeys keys,
    FieldKeys fields,
    CardTerm term,
    Operation operation) {

  /** What a node does. */
  public enum Role {
    /** Everything: issuing, changing and verifying. */
    ALL,
    /** Verifying only; it holds no pass key and opens no encrypted field. */
    VERIFY
  }

  /** Who may read the metrics. */
  public enum Metrics {
    /** Nobody. */
    OFF,
    /** Callers on this machine. */
    LOOPBACK,
    /** Whoever reaches the service. */
    ALL
  }

  /**
   * What operation decides.
   *
   * @param acceptFailoverLoss start although a standby may lack the last changes
   * @param spool where scan records wait for the database
   * @param metrics who may read the metrics
   * @param demonstration whether this is the demonstration, with its pages and routes
   * @param outbound where this node may connect to at a partner's word
   * @param silence when a device that says nothing is missed
   * @param messages the gateway of text messages; null where none is named, and then no code
   *     reaches a phone
   */
  public record Operation(
      boolean acceptFailoverLoss,
      Path spool,
      Metrics metrics,
      boolean demonstration,
      Outbound outbound,
      SilenceRule silence,
      @Nullable SmsGateway messages) {}

  /**
   * A gateway of text messages.
   *
   * @param url where messages are posted, https beyond this machine
   * @param keyId by which it knows the secret
   * @param secret under which requests are signed
   * @param prefixes of the numbers it reaches, such as {@code +86}
   */
  public record SmsGateway(URI url, String keyId, Secret secret, List<String> prefixes) {
    /** Copies the prefixes. */
    public SmsGateway {
      prefixes = List.copyOf(prefixes);
    }
  }

  /**
   * Where events may be pushed to beside the public internet.
   *
   * @param networks private networks of partners
   * @param ports the ports of receivers
   * @param authority PEM file of the authorities that sign receivers' certificates; null for those
   *     Java trusts
   * @param answer how long a receiver may take to answer
   */
  public record Outbound(
      List<AddressRange> networks, Set<Integer> ports, @Nullable Path authority, Duration answer) {
    private static final Set<Integer> USUAL = Set.of(443, 8443);
    private static final int ANSWER = 10;

    /** Copies the networks and ports. */
    public Outbound {
      networks = List.copyOf(networks);
      ports = Set.copyOf(ports);
    }

    /** The public internet over HTTPS. */
    public static Outbound usual() {
      return new Outbound(List.of(), USUAL, null, Duration.ofSeconds(ANSWER));
    }

    /** Whether an address lies in one of the networks. */
    public boolean names(InetAddress address) {
      return networks.stream().anyMatch(range -> range.contains(address));
    }
  }

  private static final String ISSUER = "ISSUER";
  private static final String SILENT = "DEVICE_SILENT";
  private static final String HOURS = "DEVICE_HOURS";
  private static final String PORTS = "WEBHOOK_PORTS";
  private static final String SMS = "SMS_URL";
  private static final int LONGEST_ISSUER = 200;
  private static final int LEAST_SECRET = 16;

  /**
   * Reads the settings of {@code serve}. Secrets, keys and the issuer have no defaults.
   *
   * @param environment variables by name; unknown ones are ignored
   * @return the settings, or every problem at once
   */
  public static SettingsReading from(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    Role role = variables.choice("ROLE", Role.class, Role.ALL);
    Optional<URI> issuer = variables.required(ISSUER).flatMap(text -> issuer(variables, text));
    Optional<Listening> listening = Listening.read(variables);
    Optional<DatabaseAddress> database = DatabaseAddress.read(variables);
    Optional<RedisAddress> redis = RedisAddress.read(variables);
    Optional<SigningKeys> keys = SigningKeys.read(variables);
    Optional<FieldKeys> fields = FieldKeys.read(variables, role);
    CardTerm term = CardTerm.read(variables);
    Operation operation = operation(variables);
    if (!variables.problems().isEmpty()) {
      return new SettingsReading.Refused(variables.problems());
    }
    return new SettingsReading.Accepted(
        new Settings(
            role,
            issuer.orElseThrow(),
            listening.orElseThrow(),
            database.orElseThrow(),
            redis.orElseThrow(),
            keys.orElseThrow(),
            fields.orElseThrow(),
            term,
            operation));
  }

  private static Operation operation(Variables variables) {
    Path spool = variables.path("SPOOL_DIR").orElse(Path.of("data", "spool"));
    Metrics metrics = variables.choice("METRICS", Metrics.class, Metrics.LOOPBACK);
    return new Operation(
        variables.flag("ACCEPT_FAILOVER_LOSS"),
        spool,
        metrics,
        false,
        outbound(variables),
        silence(variables),
        messages(variables));
  }

  private static SilenceRule silence(Variables variables) {
    int longest = (int) SilenceRule.LONGEST.toMinutes();
    int shortest = (int) SilenceRule.SHORTEST.toMinutes();
    int usual = (int) SilenceRule.usual().bound().toMinutes();
    Duration bound = Duration.ofMinutes(variables.whole(SILENT, shortest, longest, usual));
    Optional<SilenceRule> rule =
        SilenceRule.of(bound, variables.optional(HOURS).orElse("06:00-22:00"));
    variables.holds(
        rule.isPresent(), HOURS, "应为 06:00-22:00 的形式", "must be written like 06:00-22:00");
    return rule.orElse(SilenceRule.usual());
  }

  private static Outbound outbound(Variables variables) {
    Set<Integer> ports = new HashSet<>();
    String text = variables.optional(PORTS).orElse("443,8443");
    for (String part : text.split(",", -1)) {
      String port = part.strip();
      boolean fits = port.matches("[1-9][0-9]{0,4}") && Integer.parseInt(port) <= 65_535;
      variables.holds(fits, PORTS, "应为以逗号分隔的端口", "must be ports separated by commas");
      ports.add(fits ? Integer.parseInt(port) : 0);
    }
    Path authority = variables.file("WEBHOOK_CA").orElse(null);
    int answer = variables.whole("WEBHOOK_ANSWER", 1, 30, Outbound.ANSWER);
    return new Outbound(
        variables.ranges("WEBHOOK_NETWORKS"), ports, authority, Duration.ofSeconds(answer));
  }

  private static @Nullable SmsGateway messages(Variables variables) {
    Optional<String> text = variables.optional(SMS);
    if (text.isEmpty()) {
      return null;
    }
    Optional<URI> url = Hosts.uri(text.get()).filter(Settings::isPrivate);
    variables.holds(
        url.isPresent(), SMS, "应为带路径的 https 地址", "must be an https address with a path");
    Optional<String> keyId = variables.required("SMS_KEY_ID");
    Optional<String> secret = variables.requiredSecret("SMS_SECRET");
    boolean strong =
        secret.isPresent()
            && variables.holds(
                secret.get().length() >= LEAST_SECRET,
                "SMS_SECRET",
                "至少16个字符",
                "needs at least 16 characters");
    List<String> prefixes = List.of(variables.optional("SMS_REACH").orElse("+86").split(",", -1));
    boolean fit = prefixes.stream().allMatch(prefix -> prefix.matches("\\+[0-9]{0,4}"));
    variables.holds(fit, "SMS_REACH", "应为以逗号分隔的国家码，如 +86", "must be country codes such as +86");
    return url.isPresent() && keyId.isPresent() && strong
        ? new SmsGateway(url.get(), keyId.get(), new Secret(secret.get()), prefixes)
        : null;
  }

  private static boolean isPrivate(URI url) {
    boolean there =
        url.getHost() != null && url.getRawPath() != null && !url.getRawPath().isEmpty();
    boolean plain = url.getScheme().equals("http") && there && Hosts.isLoopback(url.getHost());
    return there && url.getRawUserInfo() == null && (plain || url.getScheme().equals("https"));
  }

  private static Optional<URI> issuer(Variables variables, String text) {
    Optional<URI> issuer =
        Hosts.uri(text)
            .filter(uri -> uri.getScheme().equals("https") && uri.getHost() != null)
            .filter(uri -> uri.getRawUserInfo() == null && uri.getRawQuery() == null)
            .filter(uri -> uri.getRawFragment() == null && !text.endsWith("/"))
            .filter(uri -> text.length() <= LONGEST_ISSUER);
    if (issuer.isEmpty()) {
      variables.refuse(
          ISSUER,
          "应为 https 地址，无参数、无片段，末尾无斜线",
          "must be an https address without query, fragment and trailing slash");
    }
    return issuer;
  }
}
