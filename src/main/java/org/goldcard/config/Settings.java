package org.goldcard.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

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
   */
  public record Operation(
      boolean acceptFailoverLoss, Path spool, Metrics metrics, boolean demonstration) {}

  private static final String ISSUER = "ISSUER";
  private static final int LONGEST_ISSUER = 200;

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
    return new Operation(variables.flag("ACCEPT_FAILOVER_LOSS"), spool, metrics, false);
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
