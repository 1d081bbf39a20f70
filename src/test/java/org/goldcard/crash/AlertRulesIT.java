package org.goldcard.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.testkit.Awaited.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldcard.card.Actor;
import org.goldcard.card.Instruction;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.partners.ClientRegistry.Registration;
import org.goldcard.partners.Scope;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.DatabaseSettings;
import org.goldcard.postgres.store.Migrations;
import org.goldcard.postgres.subject.PostgresClientRegistry;
import org.goldcard.postgres.subject.PostgresSubjectLedger;
import org.goldcard.testkit.DemoVenues;
import org.goldcard.testkit.TestKeys;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyStore;
import org.goldcard.token.secret.Secrets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The alert rules, held to what a real node tells after a day's work in small. */
class AlertRulesIT {
  private static final char[] PASSPHRASE = "nine lanterns over the Daming lake 2026".toCharArray();
  private static final Instruction BY = Instruction.of(new Actor(Actor.Kind.OPERATOR, "li"), "");
  private static final String SECRET = "0123456789012345678901234567890123456789012";
  private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(?:\\{([^}]*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("([a-z]+)(=~|!=|=)\"([^\"]*)\"");
  private static final Pattern NAMED = Pattern.compile("(goldcard_[a-z_]+)(?:\\{([^}]*)})?");
  private static final Pattern BY_LABELS = Pattern.compile("by \\(([a-z, ]+)\\)");

  /** What Prometheus itself adds. */
  private static final Set<String> ADDED = Set.of("instance", "job");

  private final ServedNodes nodes = new ServedNodes(AlertRulesIT.class);
  private final Vertx vertx = Vertx.vertx();

  @BeforeEach
  void install() throws Exception {
    nodes.configure();
    DatabaseSettings settings =
        DatabaseSettings.of(Objects.requireNonNull(nodes.settings.get("DATABASE_URL")));
    assertThat(Migrations.applyNow(settings)).isPositive();
    Database database = new Database(vertx, settings);
    PostgresSubjectLedger subjects = new PostgresSubjectLedger(database, Clock.systemUTC());
    DemoVenues.record(subjects, BY);
    ClientRegistry clients = new PostgresClientRegistry(subjects);
    put(clients, "gate", Set.of(Scope.VERIFY), true);
    put(clients, "city", Set.of(Scope.CARDS_ISSUE, Scope.CODES), false);
    result(database.close());
    KeyStore keys =
        new KeyStore(nodes.home.resolve("keys"), TestKeys.signatures(), Clock.systemUTC());
    assertThat(keys.createMissing(PASSPHRASE, EnumSet.allOf(KeyPurpose.class))).hasSize(6);
    Path list = ServedNodes.demoTalents(nodes.home.resolve("talents.csv"));
    assertThat(nodes.run("recognise", list.toString())).isZero();
  }

  private static void put(ClientRegistry clients, String id, Set<Scope> scopes, boolean gate) {
    String venue = gate ? "JN-TAX-LIXIA" : null;
    String point = gate ? "JN-TAX-LIXIA-1" : null;
    Client client = new Client(id, id, scopes, venue, point, true, null);
    result(clients.put(new Registration(client, Secrets.hash(SECRET)), BY));
  }

  @AfterEach
  void stop() throws Exception {
    nodes.stop();
    result(vertx.close());
  }

  @Test
  void namesNothingThatANodeDoesNotTell() throws Exception {
    int node = nodes.serve();
    work(node);
    Map<String, List<Map<String, String>>> told = told(node);
    Map<String, String> rules = rules();
    assertThat(rules).hasSizeGreaterThan(15);
    List<String> wrong = new ArrayList<>();
    rules.forEach((alert, expression) -> check(alert, expression, told, wrong));
    assertThat(wrong).isEmpty();
    assertThat(figure(told, "goldcard_verifications_total", "outcome", "passed")).isNotEmpty();
    nothingPersonal(node);
  }

  private void work(int node) throws Exception {
    String city = nodes.token(node, "city", SECRET);
    String gate = nodes.token(node, "gate", SECRET);
    JsonNode card = nodes.post(node, "/v1/cards", city, "{\"talentId\":1}");
    String number = card.path("number").asText();
    JsonNode codes = nodes.get(node, "/v1/cards/" + number + "/live-codes", city);
    assertThat(nodes.scan(node, gate, ServedNodes.code(codes), "one")).isEqualTo("VALID");
    assertThat(nodes.scan(node, gate, "a.b.c", "two")).isEqualTo("BAD_CODE");
    assertThat(nodes.send(node, "/v1/verifications", gate, "{}").statusCode()).isEqualTo(400);
    assertThat(nodes.send(node, "/v1/verifications", "x", "{}").statusCode()).isEqualTo(401);
    String beat = "{\"sentAt\":\"2020-01-01T00:00:00Z\"}";
    assertThat(nodes.post(node, "/v1/devices/heartbeat", gate, beat).has("warning")).isTrue();
  }

  /** The samples of a scrape: their labels, by name. */
  private Map<String, List<Map<String, String>>> told(int node) throws Exception {
    Map<String, List<Map<String, String>>> all = new HashMap<>();
    for (String line : nodes.send(node, "/metrics", "", null).body().split("\n", -1)) {
      Matcher sample = SAMPLE.matcher(line);
      if (!line.startsWith("#") && sample.matches()) {
        all.computeIfAbsent(sample.group(1), name -> new ArrayList<>())
            .add(labels(sample.group(2) == null ? "" : sample.group(2)));
      }
    }
    return all;
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    Matcher label = LABEL.matcher(text);
    while (label.find()) {
      labels.put(label.group(1), label.group(3));
    }
    return labels;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Map<String, Object> from, String name) {
    return (List<Map<String, Object>>) Objects.requireNonNull(from.get(name), name);
  }

  private static Map<String, String> rules() throws Exception {
    try (InputStream in = AlertRulesIT.class.getResourceAsStream("/alerts/goldcard.yml")) {
      Map<String, Object> file = new Yaml().load(Objects.requireNonNull(in));
      Map<String, String> rules = new LinkedHashMap<>();
      for (Map<String, Object> group : list(file, "groups")) {
        for (Map<String, Object> rule : list(group, "rules")) {
          String name = (String) rule.get("alert");
          assertThat(rule.keySet())
              .as(name)
              .isSubsetOf("alert", "expr", "for", "labels", "annotations")
              .contains("expr", "labels", "annotations");
          assertThat(rules.put(name, (String) rule.get("expr"))).as("twice " + name).isNull();
        }
      }
      return rules;
    }
  }

  private static void check(
      String alert,
      String expression,
      Map<String, List<Map<String, String>>> told,
      List<String> wrong) {
    Matcher named = NAMED.matcher(expression);
    Set<String> labels = new TreeSet<>(ADDED);
    while (named.find()) {
      List<Map<String, String>> samples = told.getOrDefault(named.group(1), List.of());
      if (samples.isEmpty()) {
        wrong.add(alert + ": no metric " + named.group(1));
      }
      samples.forEach(sample -> labels.addAll(sample.keySet()));
      Matcher label = LABEL.matcher(named.group(2) == null ? "" : named.group(2));
      while (label.find()) {
        if (samples.stream().noneMatch(s -> matches(s, label))) {
          wrong.add(alert + ": no " + label.group() + " of " + named.group(1));
        }
      }
    }
    Matcher grouped = BY_LABELS.matcher(expression);
    while (grouped.find()) {
      for (String label : grouped.group(1).split(", ", -1)) {
        if (!labels.contains(label)) {
          wrong.add(alert + ": no label " + label);
        }
      }
    }
  }

  /**
   * A value that is named must be told; of a pattern its label must, for errors come as they do.
   */
  private static boolean matches(Map<String, String> sample, Matcher wanted) {
    String value = sample.get(wanted.group(1));
    boolean pattern = wanted.group(2).equals("=~");
    return value != null && (pattern || value.equals(wanted.group(3)));
  }

  private static List<Map<String, String>> figure(
      Map<String, List<Map<String, String>>> told, String name, String label, String value) {
    return told.getOrDefault(name, List.of()).stream()
        .filter(labels -> value.equals(labels.get(label)))
        .toList();
  }

  /** Neither who was scanned nor by which device: names of few values alone. */
  private void nothingPersonal(int node) throws Exception {
    String all = nodes.send(node, "/metrics", "", null).body();
    assertThat(all).doesNotContain("JN-TAX-LIXIA", "\"gate\"", "\"city\"");
    assertThat(all.lines().filter(line -> !line.startsWith("#")).count()).isLessThan(1500);
  }
}
