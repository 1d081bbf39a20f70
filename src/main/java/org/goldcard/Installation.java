package org.goldcard;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Keys;
import org.goldcard.config.DatabaseAddress;
import org.goldcard.config.Demonstration;
import org.goldcard.config.Problem;
import org.goldcard.config.RedisAddress;
import org.goldcard.config.Secret;
import org.goldcard.config.Settings;
import org.goldcard.config.SettingsReading;
import org.goldcard.config.SigningKeys;
import org.goldcard.dev.DevSecrets;
import org.goldcard.dev.demo.DemoClients;
import org.goldcard.dev.demo.HttpPort;
import org.goldcard.dev.embedded.EmbeddedServers;
import org.goldcard.dev.embedded.RunningServers;
import org.goldcard.redis.link.FunctionLoading;
import org.goldcard.redis.link.RedisServers;
import org.goldcard.redis.link.RedisUsers;
import org.goldcard.token.crypto.Engines;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyStore;
import org.goldcard.wiring.StoreSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a command works on: the servers that the environment names, or else the embedded ones below
 * a data directory.
 */
final class Installation {
  private static final Logger LOG = LoggerFactory.getLogger(Installation.class);

  /** Verifiers may keep public keys this long: a new one is published so long before it signs. */
  private static final Duration KEY_NOTICE = Duration.ofHours(24);

  private final Map<String, String> environment;
  private final InstantSource clock;
  private final Consumer<String> progress;

  Installation(Map<String, String> environment, InstantSource clock, Consumer<String> progress) {
    this.environment = environment;
    this.clock = clock;
    this.progress = progress;
  }

  /** Whether the environment names real servers. */
  boolean isServed() {
    return DatabaseAddress.isNamed(environment);
  }

  /** The settings of the environment; refuses with every problem at once. */
  Settings served() {
    return served(false);
  }

  /** The same for a node that only verifies, whatever role the environment names. */
  Settings served(boolean verifiesOnly) {
    Map<String, String> named = new HashMap<>(environment);
    if (verifiesOnly) {
      named.put("ROLE", "verify");
    }
    SettingsReading reading = Settings.from(named);
    if (reading instanceof SettingsReading.Accepted accepted) {
      return accepted.settings();
    }
    throw refused(((SettingsReading.Refused) reading).problems());
  }

  private static CommandRefused refused(List<Problem> problems) {
    return new CommandRefused(
        ExitCode.NOT_READY,
        "配置有误：" + lines(problems, Problem::zh),
        "Settings:" + lines(problems, Problem::en));
  }

  private static String lines(List<Problem> problems, Function<Problem, String> text) {
    return problems.stream()
        .map(problem -> "\n  " + problem.variable() + " " + text.apply(problem))
        .collect(Collectors.joining());
  }

  /** The data directory of the embedded default where a command names none. */
  Path usualData() {
    return Demonstration.dataDirectory(environment);
  }

  /** The settings of the embedded default over running servers; its keys must be there. */
  Settings embedded(Path data, RunningServers servers, int port) {
    DevSecrets secrets = DevSecrets.open(data, DemoClients.ids());
    Secret passphrase = new Secret(secrets.keyPassphrase());
    return Demonstration.settings(
        new Demonstration.Parts(
            servers.databaseUrl(),
            servers.redisUrl(),
            port,
            new SigningKeys(data.resolve("keys"), passphrase),
            new Secret(secrets.dataKey()),
            new Secret(secrets.lookupKey()),
            data.resolve("spool")));
  }

  /** Makes the keys of the embedded default that are not there yet: on its very first start. */
  void makeKeys(Path data) {
    DevSecrets secrets = DevSecrets.open(data, DemoClients.ids());
    KeyStore store = new KeyStore(data.resolve("keys"), Engines.chosen(), clock);
    int made =
        store
            .createMissing(secrets.keyPassphrase().toCharArray(), Set.of(KeyPurpose.values()))
            .size();
    LOG.debug("{} keys made", made);
  }

  /** Opens the stores for one command. */
  OpenStores stores() {
    if (isServed()) {
      return OpenStores.open(served(), clock, () -> {});
    }
    Path data = usualData();
    RunningServers servers = EmbeddedServers.open(data, progress);
    makeKeys(data);
    return OpenStores.open(embedded(data, servers, port(data)), clock, servers::close);
  }

  /** Opens the keys for one command. */
  Keys keys() {
    if (isServed()) {
      Settings settings = served();
      return keys(settings.keys(), settings.issuer().toString());
    }
    Path data = usualData();
    makeKeys(data);
    DevSecrets secrets = DevSecrets.open(data, DemoClients.ids());
    SigningKeys keys = new SigningKeys(data.resolve("keys"), new Secret(secrets.keyPassphrase()));
    return keys(keys, "http://127.0.0.1:" + port(data));
  }

  private Keys keys(SigningKeys keys, String issuer) {
    KeyStore store = new KeyStore(keys.directory(), Engines.chosen(), clock);
    return new Keys(
        store, () -> keys.passphrase().value().toCharArray(), KEY_NOTICE, new Issuer(issuer));
  }

  /** Loads the functions as the deploy user, or into the embedded Redis; their version. */
  int loadFunctions() {
    if (RedisAddress.isNamed(environment, RedisAddress.DEPLOY_URL) || isServed()) {
      return FunctionLoading.load(StoreSettings.redis(redis(RedisAddress.DEPLOY_URL)));
    }
    RunningServers servers = EmbeddedServers.open(usualData(), progress);
    try {
      return FunctionLoading.load(RedisServers.of(servers.redisUrl()));
    } finally {
      servers.close();
    }
  }

  /**
   * The access rules of the Redis users: with the names of the environment's addresses and the
   * digests of their passwords, or else with usual names and a place for a password.
   */
  List<String> redisUsers() {
    List<String> lines = new ArrayList<>();
    boolean named = RedisAddress.isNamed(environment, RedisAddress.URL);
    lines.add(
        named
            ? rule(RedisUsers::service, redis(RedisAddress.URL).login())
            : RedisUsers.service("goldcard", ">PASSWORD"));
    lines.add(
        RedisAddress.isNamed(environment, RedisAddress.DEPLOY_URL)
            ? rule(RedisUsers::deployer, redis(RedisAddress.DEPLOY_URL).login())
            : RedisUsers.deployer("goldcard-deploy", ">DEPLOY_PASSWORD"));
    if (named && !redis(RedisAddress.URL).sentinelLogin().isEmpty()) {
      lines.add(rule(RedisUsers::asking, redis(RedisAddress.URL).sentinelLogin()));
    }
    return List.copyOf(lines);
  }

  private static String rule(BinaryOperator<String> user, String login) {
    String[] parts = login.split(":", 2);
    String name = parts[0].isEmpty() ? "default" : parts[0];
    return user.apply(name, RedisUsers.hashed(parts[1]));
  }

  private RedisAddress redis(String variable) {
    RedisAddress.Reading reading = RedisAddress.Reading.of(environment, variable);
    RedisAddress address = reading.address();
    if (address == null) {
      throw refused(reading.problems());
    }
    return address;
  }

  private static int port(Path data) {
    try {
      return Optional.of(HttpPort.kept(data)).filter(p -> p > 0).orElse(HttpPort.USUAL);
    } catch (IOException e) {
      throw new CommandRefused(ExitCode.NOT_READY, "数据目录无法读取", "The data directory cannot be read");
    }
  }
}
