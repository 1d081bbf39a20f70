package org.goldcard.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import org.goldcard.dev.embedded.RunningServers;
import org.goldcard.testkit.PostgresPair;
import org.goldcard.testkit.RedisProcess;
import org.goldcard.testkit.TestCertificates;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TestServers;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code serve} says when it must not start, and what an operator then does. */
class StartRefusalsIT {
  private static final String PASSWORD = "carp-lotus-willow-1875";
  private static final String PASSPHRASE = "nine lanterns over the Daming lake 2026";

  private final ServedNodes nodes = new ServedNodes(StartRefusalsIT.class);

  @BeforeEach
  void configure() throws Exception {
    nodes.configure();
    new KeyStore(nodes.home.resolve("keys"), TestKeys.signatures(), Clock.systemUTC())
        .createMissing(PASSPHRASE.toCharArray(), EnumSet.allOf(KeyPurpose.class));
  }

  @AfterEach
  void stop() throws Exception {
    nodes.stop();
  }

  private static void assertRefused(String said, int code, String... parts) {
    assertThat(said)
        .startsWith(code + " ")
        .contains(parts)
        .containsPattern("\\p{IsHan}{4}")
        .doesNotContain(PASSWORD, "\tat ");
  }

  @Test
  void everyWeakOrMissingSettingIsNamedAtOnceAndNoneIsRepeated() throws Exception {
    nodes.settings.put("DATABASE_URL", "postgresql://goldcard:postgres@10.1.2.3:5432/goldcard");
    nodes.settings.put("REDIS_URL", "redis://:redis@10.1.2.4:6379/0");
    nodes.settings.put("DATA_KEY", "c2hvcnQ=");
    nodes.settings.remove("ISSUER");
    String said = nodes.said("serve");
    assertRefused(said, 5, "DATABASE_URL", "verify-full", "REDIS_URL", "rediss", "DATA_KEY");
    assertThat(said).contains("ISSUER").doesNotContain("c2hvcnQ=", "10.1.2.3");
  }

  @Test
  void anEvictingRedisIsRefusedAndMissingFunctionsAreLoadedByTheCommandThatIsNamed()
      throws Exception {
    try (RedisProcess redis = new RedisProcess("--maxmemory-policy", "allkeys-lru")) {
      nodes.settings.put("REDIS_URL", as("gate", redis));
      nodes.settings.put("REDIS_DEPLOY_URL", as("loader", redis));
      List<String> rules = nodes.said("redis", "acl").substring(2).lines().toList();
      assertThat(rules).hasSize(2).allMatch(rule -> rule.startsWith("ACL SETUSER "));
      assertThat(rules).noneMatch(rule -> rule.contains(PASSWORD));
      rules.forEach(rule -> assertThat(redis.command(rule)).startsWith("+OK"));
      assertRefused(nodes.said("serve"), 4, "noeviction", "allkeys-lru");

      redis.command("CONFIG SET maxmemory-policy noeviction");
      assertRefused(nodes.said("serve"), 4, "redis load-functions", "REDIS_DEPLOY_URL");
      assertThat(nodes.said("redis", "load-functions")).startsWith("0 ");
      assertThat(nodes.serve()).isPositive();
    }
  }

  private static String as(String user, RedisProcess redis) {
    return "redis://" + user + ":" + PASSWORD + "@127.0.0.1:" + redis.port() + "/0";
  }

  @Test
  void aStandbyNobodyWaitsForIsRefusedUnlessThatIsAcceptedAndThenTold() throws Exception {
    try (PostgresPair pair = new PostgresPair(false)) {
      nodes.settings.put("DATABASE_URL", pair.url());
      String said = nodes.said("serve");
      assertRefused(said, 5, "synchronous_standby_names", "ACCEPT_FAILOVER_LOSS=true");
      nodes.settings.put("ACCEPT_FAILOVER_LOSS", "true");
      int port = nodes.serve();
      assertThat(nodes.send(port, "/health/ready", "", null).body())
          .contains("synchronous_standby_names");
      nodes.stop();
    }
  }

  @Test
  void aDatabaseWithoutTlsOrOfAnotherAuthorityIsRefused() throws Exception {
    try (RunningServers servers = TestServers.throwAway(nodes.home.resolve("servers"))) {
      nodes.settings.put("DATABASE_URL", servers.databaseUrl() + "?sslmode=verify-full");
      assertRefused(nodes.said("serve"), 5, "TLS", "DATABASE_URL");
      TestCertificates made = TestCertificates.make();
      made.serveFrom(servers);
      nodes.settings.put("DATABASE_CA", made.stranger().toString());
      assertRefused(nodes.said("serve"), 5, "DATABASE_CA");
    }
  }
}
