package org.goldcard.dev.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import org.goldcard.dev.host.SecretFile;

/**
 * Where the embedded servers listen and the passwords to them. The passwords are made on the first
 * start; the ports of the last start are kept for the next.
 *
 * @param postgresPort of PostgreSQL, 0 when none was used yet
 * @param redisPort of Redis, 0 when none was used yet
 * @param passwords by name
 */
record Addresses(int postgresPort, int redisPort, Map<String, String> passwords) {
  private static final String ADMIN = "postgres.admin";
  private static final String SERVICE = "postgres.service";
  private static final String REDIS = "redis";
  private static final Supplier<String> PASSWORD = Addresses::newPassword;

  Addresses {
    passwords = Map.copyOf(passwords);
  }

  /** The kept ones; passwords are made when this is the first start. */
  static Addresses open(Path data) throws IOException {
    Map<String, String> passwords =
        SecretFile.open(
            data.resolve("secrets"),
            "servers",
            Map.of(ADMIN, PASSWORD, SERVICE, PASSWORD, REDIS, PASSWORD));
    Map<String, String> ports = SecretFile.read(portsFile(data));
    return new Addresses(port(ports, "postgres"), port(ports, "redis"), passwords);
  }

  private static Path portsFile(Path data) {
    return data.resolve("ports");
  }

  private static int port(Map<String, String> ports, String name) {
    String port = ports.getOrDefault(name, "0");
    return port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0;
  }

  /** The same passwords at other ports. */
  Addresses at(int newPostgresPort, int newRedisPort) {
    return new Addresses(newPostgresPort, newRedisPort, passwords);
  }

  /** Keeps the ports for the next start and for commands in other terminals. */
  void keepPorts(Path data) throws IOException {
    Map<String, String> ports = new HashMap<>();
    ports.put("postgres", Integer.toString(postgresPort));
    ports.put("redis", Integer.toString(redisPort));
    SecretFile.write(portsFile(data), ports);
  }

  PostgresCluster.Passwords postgresPasswords() {
    return new PostgresCluster.Passwords(password(ADMIN), password(SERVICE));
  }

  String redisPassword() {
    return password(REDIS);
  }

  String databaseUrl() {
    return database(PostgresCluster.NAME, password(SERVICE), PostgresCluster.NAME);
  }

  String adminDatabaseUrl() {
    return database(PostgresCluster.ADMIN, password(ADMIN), PostgresCluster.ADMIN);
  }

  String redisUrl() {
    return "redis://:" + redisPassword() + "@127.0.0.1:" + redisPort + "/0";
  }

  private String database(String user, String password, String database) {
    return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(user, password, postgresPort, database);
  }

  private String password(String name) {
    String password = passwords.get(name);
    if (password == null) {
      throw new IllegalStateException("passwords: one is missing");
    }
    return password;
  }

  private static String newPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return "Addresses[postgres at " + postgresPort + ", redis at " + redisPort + "]";
  }
}
