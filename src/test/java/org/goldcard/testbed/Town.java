package org.goldcard.testbed;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.goldcard.card.Actor;
import org.goldcard.card.CardNumber;
import org.goldcard.card.Instruction;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.partners.Scope;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.DatabaseSettings;
import org.goldcard.postgres.subject.PostgresClientRegistry;
import org.goldcard.postgres.subject.PostgresSubjectLedger;
import org.goldcard.status.subject.SubjectLedger;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.DemoVenues;
import org.goldcard.testkit.TalentLists;
import org.goldcard.testkit.TestServers;
import org.goldcard.token.access.AccessGrant;
import org.goldcard.token.secret.Secrets;

/**
 * A city before its first node starts: a database with talents and their cards, a Redis, keys,
 * scanners, and the settings under which {@code serve} runs on them. Talents are imported and cards
 * issued by the commands an operator uses. Blocks.
 */
public final class Town {
  /** The client that issues and stops cards. */
  public static final String CITY = "city";

  private static final String PASSPHRASE = "nine lanterns over the Daming lake 2026";
  private static final String ISSUER = "https://card.example";
  private static final long SEED = 20180919;

  /** Tokens live ten minutes. */
  private static final Duration KEEPING = Duration.ofMinutes(6);

  private final Path home = TestServers.emptyDirectory();
  private final Map<String, String> settings = new HashMap<>();
  private final Signing signing;
  private final List<Scanner> desks;
  private final List<Scanner> gates;
  private final List<Holder> holders;
  private final Supplier<List<String>> deskTokens;
  private final Supplier<List<String>> gateTokens;

  /**
   * Founds one.
   *
   * @param databaseUrl an empty database
   * @param redisUrl an empty Redis
   * @param cards how many talents get a card
   * @param scanners how many scanners each kind of place has
   */
  public Town(String databaseUrl, String redisUrl, int cards, int scanners) {
    Path keys = home.resolve("keys");
    this.signing = new Signing(keys, PASSPHRASE, ISSUER);
    settings.put("DATABASE_URL", databaseUrl);
    settings.put("REDIS_URL", redisUrl);
    settings.put("ISSUER", ISSUER);
    settings.put("KEY_DIR", keys.toString());
    settings.put("KEY_PASSPHRASE", PASSPHRASE);
    settings.put("DATA_KEY", secret(1));
    settings.put("LOOKUP_KEY", secret(2));
    this.desks = IntStream.range(0, scanners).mapToObj(Scanner::taxDesk).toList();
    this.gates = IntStream.range(0, scanners).mapToObj(Scanner::parkGate).toList();
    this.deskTokens = kept(desks);
    this.gateTokens = kept(gates);
    populate(cards);
    this.holders = readHolders();
  }

  /** Where its files are. */
  public Path home() {
    return home;
  }

  /** The environment of a node. */
  public Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  /** The address of its database. */
  public String databaseUrl() {
    return settings.getOrDefault("DATABASE_URL", "");
  }

  /** What its keys sign. */
  public Signing signing() {
    return signing;
  }

  /** Everybody with a card in use when the town was founded. */
  public List<Holder> holders() {
    return holders;
  }

  /** Access tokens of scanners where visits are not counted, as devices keep them: for minutes. */
  public List<String> deskTokens() {
    return deskTokens.get();
  }

  /** Access tokens of scanners where visits are counted. */
  public List<String> gateTokens() {
    return gateTokens.get();
  }

  private Supplier<List<String>> kept(List<Scanner> scanners) {
    return new Kept<>(
        KEEPING, () -> scanners.stream().map(s -> signing.accessToken(s.grant())).toList());
  }

  /** An access token of the client that issues and stops cards, signed now. */
  public String cityToken() {
    Set<String> scopes =
        cityScopes().stream().map(Scope::text).collect(Collectors.toUnmodifiableSet());
    return signing.accessToken(
        new AccessGrant(CITY, scopes, null, null, false, Scanner.REGISTERED));
  }

  private static Set<Scope> cityScopes() {
    return EnumSet.complementOf(EnumSet.of(Scope.VERIFY));
  }

  private void populate(int cards) {
    Path list = home.resolve("talents.csv");
    try {
      new TalentLists(SEED).writeCsv(list, cards, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    command("recognise", list.toString());
    command("issue", "--all");
    register();
  }

  private void register() {
    Vertx vertx = Vertx.vertx();
    Database database = new Database(vertx, DatabaseSettings.of(databaseUrl()));
    SubjectLedger subjects = new PostgresSubjectLedger(database, Clock.systemUTC());
    PostgresClientRegistry clients = new PostgresClientRegistry(subjects);
    Instruction founding = Instruction.of(new Actor(Actor.Kind.SYSTEM, "town"), "founding");
    DemoVenues.record(subjects, founding);
    List<Client> all = new ArrayList<>();
    all.add(new Client(CITY, CITY, cityScopes(), null, null, false, null));
    Stream.concat(desks.stream(), gates.stream()).map(Scanner::client).forEach(all::add);
    for (Client client : all) {
      String hash = Secrets.hash(client.id());
      Future<Void> put = clients.put(new ClientRegistry.Registration(client, hash), founding);
      Awaited.result(put.map(client.id()));
    }
    Awaited.result(database.close().compose(closed -> vertx.close()).map("closed"));
  }

  /** Runs a command in a process of its own; it must end well. */
  public void command(String... arguments) {
    Path log = home.resolve("commands.log");
    Launch launch = Launch.main(this, List.of(arguments));
    int exit = launch.run(log);
    if (exit != 0) {
      throw new IllegalStateException(arguments[0] + " ended with " + exit + ", see " + log);
    }
  }

  private List<Holder> readHolders() {
    String sql = "select number || ' ' || idx from card where state = 1 order by idx";
    return TestServers.query(databaseUrl(), sql).stream().map(Town::holder).toList();
  }

  private static Holder holder(String row) {
    String[] parts = row.split(" ", 2);
    return new Holder(CardNumber.parse(parts[0]).orElseThrow(), Integer.parseInt(parts[1]));
  }

  private static String secret(int seed) {
    byte[] key = new byte[32];
    new Random(seed).nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  /** What the files of the town say last, for a failure's message. */
  static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      return "no log";
    }
  }
}
