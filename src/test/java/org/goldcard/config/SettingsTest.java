package org.goldcard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
  private static final String DATA_KEY = key(1);
  private static final String LOOKUP_KEY = key(2);
  private static final String PASSPHRASE = "correct horse battery staple";

  @TempDir private Path directory;
  private final Map<String, String> good = new HashMap<>();

  @BeforeEach
  void writesGoodSettings() throws IOException {
    Files.writeString(directory.resolve("cert.pem"), "certificate");
    Files.writeString(directory.resolve("key.pem"), "key");
    Files.writeString(directory.resolve("passphrase"), PASSPHRASE + "\n");
    good.put("ISSUER", "https://card.example.cn");
    good.put("DATABASE_URL", "postgresql://goldcard:xK3-9fQ.7uVb2LmZ@127.0.0.1:5432/goldcard");
    good.put("REDIS_URL", "redis://:xK3-9fQ.7uVb2LmZ@127.0.0.1:6379/0");
    good.put("KEY_DIR", directory.toString());
    good.put("KEY_PASSPHRASE", PASSPHRASE);
    good.put("DATA_KEY", DATA_KEY);
    good.put("LOOKUP_KEY", LOOKUP_KEY);
  }

  @Test
  void takesTheLeastThatIsNeeded() {
    Settings settings = accepted(good);
    assertThat(settings.role()).isEqualTo(Settings.Role.ALL);
    assertThat(settings.issuer()).hasToString("https://card.example.cn");
    assertThat(settings.listening().host()).isEqualTo("127.0.0.1");
    assertThat(settings.listening().port()).isEqualTo(8080);
    assertThat(settings.listening().isTls()).isFalse();
    assertThat(settings.redis().isSentinel()).isFalse();
    assertThat(settings.keys().passphrase().value()).isEqualTo(PASSPHRASE);
    assertThat(settings.fields().current()).isEqualTo(1);
    assertThat(settings.term().length()).isEqualTo(Period.ofYears(5));
    assertThat(settings.term().anchor()).isEqualTo(CardTerm.Anchor.FIRST_ISSUE);
    assertThat(settings.operation().acceptFailoverLoss()).isFalse();
    assertThat(settings.operation().demonstration()).isFalse();
    assertThat(settings.operation().metrics()).isEqualTo(Settings.Metrics.LOOPBACK);
  }

  @Test
  void refusesEveryMissingSettingAtOnce() {
    assertThat(refused(Map.of()))
        .extracting(Problem::variable)
        .containsExactly(
            "ISSUER",
            "DATABASE_URL",
            "REDIS_URL",
            "KEY_DIR",
            "KEY_PASSPHRASE",
            "LOOKUP_KEY",
            "DATA_KEY");
  }

  @Test
  void everyProblemIsToldInBothLanguages() {
    assertThat(refused(Map.of()))
        .allSatisfy(problem -> assertThat(problem.zh()).matches(".*\\p{IsHan}.*"))
        .allSatisfy(problem -> assertThat(problem.en()).matches("\\p{ASCII}+"));
  }

  static Stream<Arguments> badValues() {
    return Stream.concat(badAddresses(), badRest());
  }

  private static Stream<Arguments> badAddresses() {
    return Stream.of(
        bad("ISSUER", "http://card.example.cn"),
        bad("ISSUER", "https://card.example.cn/"),
        bad("ISSUER", "https://card.example.cn?a=b"),
        bad("ISSUER", "https://card.example.cn#a"),
        bad("ISSUER", "https://me@card.example.cn"),
        bad("ISSUER", "https:card"),
        bad("ISSUER", "https://card.example.cn/" + "a".repeat(200)),
        bad("DATABASE_URL", "jdbc:postgresql://127.0.0.1/goldcard"),
        bad("DATABASE_URL", "mysql://u:xK3-9fQ.7uVb2LmZ@127.0.0.1/goldcard"),
        bad("DATABASE_URL", "postgresql://127.0.0.1:5432/goldcard"),
        bad("DATABASE_URL", "postgresql://u@127.0.0.1:5432/goldcard"),
        bad("DATABASE_URL", "postgresql://u:postgres@127.0.0.1:5432/goldcard"),
        bad("DATABASE_URL", "postgresql://u:xK3-9fQ.7uVb2LmZ@127.0.0.1:5432"),
        bad("DATABASE_URL", "postgresql://u:xK3-9fQ.7uVb2LmZ@db:5432/goldcard"),
        bad("DATABASE_URL", "postgresql://u:xK3-9fQ.7uVb2LmZ@db:5432/goldcard?sslmode=require"),
        bad("DATABASE_URL", "postgresql://u:xK3-9fQ.7uVb2LmZ@127.0.0.1.evil.cn/goldcard"),
        bad("DATABASE_URL", "postgresql://u:xK3-9fQ.7uVb2LmZ@127.0.0.1:5432,db:5432/goldcard"),
        bad("DATABASE_URL", "postgresql://u:xK3-9fQ.7uVb2LmZ@127.0.0.1:5432,/goldcard"),
        bad("DATABASE_CA", "/no/such/file"),
        bad("WEBHOOK_CA", "/no/such/file"),
        bad("WEBHOOK_PORTS", "443,https"),
        bad("WEBHOOK_NETWORKS", "10.0.0.0/7"),
        bad("WEBHOOK_ANSWER", "0"),
        bad("REDIS_URL", "127.0.0.1:6379"),
        bad("REDIS_URL", "redis://127.0.0.1:6379/0"),
        bad("REDIS_URL", "redis://:secret@127.0.0.1:6379/0"),
        bad("REDIS_URL", "redis://:xK3-9fQ.7u%,Vb2LmZ@127.0.0.1:6379/0"),
        bad("REDIS_URL", "redis://:xK3-9fQ.7uVb2LmZ@cache:6379/0"),
        bad("REDIS_URL", "redis://:xK3-9fQ.7uVb2LmZ@127.0.0.1:6379,cache:6379/0"),
        bad("REDIS_URL", "redis-cluster://:xK3-9fQ.7uVb2LmZ@127.0.0.1:6379"),
        bad("REDIS_URL", "redis://:xK3-9fQ.7uVb2LmZ@127.0.0.1:6379/0?cluster=true"),
        bad("REDIS_URL", "redis-sentinel://:xK3-9fQ.7uVb2LmZ@127.0.0.1:26379/0"));
  }

  private static Stream<Arguments> badRest() {
    return Stream.of(
        bad("KEY_DIR", "/no/such/directory"),
        bad("KEY_PASSPHRASE", "short"),
        bad("KEY_PASSPHRASE", "aaaaaaaaaaaaaaaaaaaaaaaa"),
        bad("KEY_PASSPHRASE", "demo-0123456789abcdefghij"),
        bad("DATA_KEY", "c2hvcnQ="),
        bad("DATA_KEY", "not base64!"),
        bad("DATA_KEY", Base64.getEncoder().encodeToString(new byte[32])),
        bad("DATA_KEY", Base64.getEncoder().encodeToString(new byte[33])),
        bad("DATA_KEY", "256:" + key(1)),
        bad("DATA_KEY", "2:" + key(1) + ",2:" + key(3)),
        bad("DATA_KEY", demoKey()),
        bad("LOOKUP_KEY", key(1)),
        bad("LOOKUP_KEY", "2:" + key(4)),
        bad("LISTEN", "8080"),
        bad("LISTEN", "127.0.0.1:65536"),
        bad("LISTEN", "0.0.0.0:8080"),
        bad("LISTEN", "[::]:8080"),
        bad("TLS_CERT", "/no/such/file"),
        bad("TRUSTED_PROXIES", "10.0.0.0/33"),
        bad("TRUSTED_PROXIES", "10.0.0.1/24"),
        bad("TRUSTED_PROXIES", "proxy.example.cn"),
        bad("TRUSTED_PROXIES", "0.0.0.0/0"),
        bad("TRUSTED_PROXIES", "10.0.0.0/24,"),
        bad("ROLE", "ALL"),
        bad("ROLE", "scanner"),
        bad("CARD_TERM", "5"),
        bad("CARD_TERM", "P-5Y"),
        bad("CARD_TERM", "P0D"),
        bad("CARD_TERM", "P11Y"),
        bad("CARD_TERM", "P2147483647Y"),
        bad("CARD_TERM", "P2147483647Y2147483647M2147483647D"),
        bad("CARD_TERM_ANCHOR", "first"),
        bad("ACCEPT_FAILOVER_LOSS", "yes"),
        bad("METRICS", "everyone"));
  }

  private static Arguments bad(String variable, String value) {
    return Arguments.of(variable, value);
  }

  @ParameterizedTest
  @MethodSource("badValues")
  void refusesABadValueByItsNameWithoutRepeatingIt(String variable, String value) {
    good.put(variable, value);
    List<Problem> problems = refused(good);
    assertThat(problems).extracting(Problem::variable).contains(variable);
    assertThat(problems.toString()).doesNotContain("xK3-9fQ", key(1), PASSPHRASE);
  }

  @Test
  void refusesPlainHttpBeyondLoopbackButNotBehindAKnownProxyOrWithTls() {
    good.put("LISTEN", "0.0.0.0:8443");
    assertThat(refused(good)).extracting(Problem::variable).containsExactly("LISTEN");
    Map<String, String> proxied = new HashMap<>(good);
    proxied.put("TRUSTED_PROXIES", "10.1.2.0/24, fd00::/16");
    assertThat(accepted(proxied).listening().trustedProxies()).hasSize(2);
    Map<String, String> tls = new HashMap<>(good);
    tls.put("TLS_CERT", directory.resolve("cert.pem").toString());
    assertThat(refused(tls)).extracting(Problem::variable).containsExactly("TLS_KEY");
    tls.put("TLS_KEY", directory.resolve("key.pem").toString());
    assertThat(accepted(tls).listening().isTls()).isTrue();
  }

  @Test
  void trustsOnlyCallersInsideTheRanges() throws IOException {
    good.put("TRUSTED_PROXIES", "10.1.2.0/24,fd00:1::/32,192.0.2.7");
    Listening listening = accepted(good).listening();
    assertThat(listening.trusts(InetAddress.getByName("10.1.2.255"))).isTrue();
    assertThat(listening.trusts(InetAddress.getByName("10.1.3.0"))).isFalse();
    assertThat(listening.trusts(InetAddress.getByName("fd00:1:ffff::1"))).isTrue();
    assertThat(listening.trusts(InetAddress.getByName("fd00:2::1"))).isFalse();
    assertThat(listening.trusts(InetAddress.getByName("192.0.2.7"))).isTrue();
    assertThat(listening.trusts(InetAddress.getByName("192.0.2.8"))).isFalse();
  }

  @Test
  void takesServersBeyondThisMachineOverCheckedConnections() {
    good.put(
        "DATABASE_URL", "postgresql://u:xK3-9fQ.7uVb2LmZ@db:5432/goldcard?sslmode=verify-full");
    good.put("REDIS_URL", "rediss://node:xK3-9fQ.7uVb2LmZ@cache:6379/3");
    Settings settings = accepted(good);
    assertThat(settings.redis().endpoints())
        .containsExactly("rediss://node:xK3-9fQ.7uVb2LmZ@cache:6379/3");
    assertThat(settings.toString()).doesNotContain("xK3", DATA_KEY, LOOKUP_KEY, PASSPHRASE);
  }

  @Test
  void takesSentinels() {
    good.put(
        "REDIS_URL",
        "redis-sentinel://:xK3-9fQ.7uVb2LmZ@127.0.0.1:26379,[::1]:26380/2?master=goldcard");
    RedisAddress redis = accepted(good).redis();
    assertThat(redis.isSentinel()).isTrue();
    assertThat(redis.masterName()).isEqualTo("goldcard");
    assertThat(redis.endpoints())
        .containsExactly(
            "redis://:xK3-9fQ.7uVb2LmZ@127.0.0.1:26379/2",
            "redis://:xK3-9fQ.7uVb2LmZ@[::1]:26380/2");
  }

  @Test
  void namesClusterAsWhatIsNotSupported() {
    good.put("REDIS_URL", "redis-cluster://:xK3-9fQ.7uVb2LmZ@127.0.0.1:6379");
    assertThat(refused(good).get(0).en()).contains("Cluster");
  }

  @Test
  void readsASecretFromItsFile() {
    good.remove("KEY_PASSPHRASE");
    good.put("KEY_PASSPHRASE_FILE", directory.resolve("passphrase").toString());
    assertThat(accepted(good).keys().passphrase().value()).isEqualTo(PASSPHRASE);
    good.put("KEY_PASSPHRASE", PASSPHRASE);
    assertThat(refused(good)).extracting(Problem::variable).containsExactly("KEY_PASSPHRASE");
    good.remove("KEY_PASSPHRASE");
    good.put("KEY_PASSPHRASE_FILE", directory.resolve("missing").toString());
    assertThat(refused(good)).extracting(Problem::variable).contains("KEY_PASSPHRASE_FILE");
  }

  @Test
  void encryptsWithTheFirstOfSeveralDataKeys() {
    good.put("DATA_KEY", "7:" + key(7) + ",1:" + key(1));
    FieldKeys fields = accepted(good).fields();
    assertThat(fields.current()).isEqualTo(7);
    assertThat(fields.data()).containsOnlyKeys(1, 7);
    assertThat(FieldKeys.bytes(fields.lookup())).hasSize(32);
  }

  @Test
  void aNodeThatOnlyVerifiesHoldsNoDataKey() {
    good.put("ROLE", "verify");
    assertThat(refused(good)).extracting(Problem::variable).containsExactly("DATA_KEY");
    good.remove("DATA_KEY");
    assertThat(accepted(good).fields().data()).isEmpty();
  }

  private static Settings accepted(Map<String, String> environment) {
    return Settings.from(environment)
        .fold(
            settings -> settings,
            problems -> {
              throw new AssertionError(problems);
            });
  }

  private static List<Problem> refused(Map<String, String> environment) {
    return Settings.from(environment).fold(settings -> List.of(), problems -> problems);
  }

  private static String key(int seed) {
    byte[] bytes = new byte[32];
    new Random(seed).nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String demoKey() {
    byte[] bytes = Base64.getDecoder().decode(key(5));
    System.arraycopy(new byte[] {'D', 'E', 'M', 'O'}, 0, bytes, 0, 4);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
