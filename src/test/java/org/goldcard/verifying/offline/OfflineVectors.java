package org.goldcard.verifying.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.goldcard.token.bundle.BundleTokens;
import org.goldcard.verifying.ResultCode;
import org.jspecify.annotations.Nullable;

/**
 * What every scanner that works without a network must answer: bundles, codes, clocks and the
 * expected answers. Run its {@code main} to make the file again.
 */
final class OfflineVectors {
  static final Path FILE = Path.of("src/test/resources/vectors/offline/scanner.json");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SLOT_END = Duration.ofSeconds(60);

  private final OfflineWorld world = new OfflineWorld();
  private final ObjectNode file = JSON.createObjectNode();
  private final ArrayNode scans = JSON.createArrayNode();

  /** Writes the file. */
  public static void main(String[] args) throws IOException {
    Files.writeString(FILE, new OfflineVectors().text());
  }

  String text() {
    file.put("issuer", OfflineWorld.ISSUER.uri()).put("client", OfflineWorld.CLIENT);
    file.put(
        "keys", "P01: RFC 7515 A.3; L01: RFC 8037 A.1; R01: RFC 7517 A.2; S01: RFC 7518 C (Bob)");
    file.put(
        "made",
        "mvn -q test-compile exec:java -Dexec.classpathScope=test"
            + " -Dexec.mainClass=org.goldcard.verifying.offline.OfflineVectors");
    ObjectNode bundles = file.putObject("bundles");
    bundles.put("full", world.full());
    bundles.put("delta", world.delta());
    bundles.put("file", world.file());
    bundles.put("strict", world.strict());
    bundles.put("free", world.free());
    file.set("trusted", world.trusted());
    refusedBundles();
    file.set("scans", scans);
    ages();
    clocks();
    cards();
    forgeries();
    rules();
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void refusedBundles() {
    ArrayNode refused = file.putArray("refusedBundles");
    String full = world.full();
    String[] parts = full.split("\\.", -1);
    String tampered = parts[0] + "." + OfflineWorld.swapped(parts[1]) + "." + parts[2];
    refused(refused, "claims changed", "BAD_SIGNATURE", tampered);
    refused(
        refused,
        "signature changed",
        "BAD_SIGNATURE",
        parts[0] + "." + parts[1] + "." + OfflineWorld.swapped(parts[2]));
    refused(refused, "for another client", "WRONG_AUDIENCE", world.forClient("gate-2"));
    refused(refused, "a pass", "WRONG_KIND", world.pass(OfflineWorld.GOOD_PASS));
    refused(refused, "unsigned", "NOT_THREE_PARTS", parts[0] + "." + parts[1] + ".");
    refused(refused, "alg none", "WRONG_ALGORITHM", world.unsigned(parts[1], parts[2]));
    refused(refused, "not a token", "NOT_THREE_PARTS", "hello");
  }

  private static void refused(ArrayNode to, String name, String expects, String token) {
    to.addObject().put("name", name).put("expects", expects).put("token", token);
  }

  private void ages() {
    Instant made = OfflineWorld.MADE;
    ages("list of 5 minutes", Duration.ofMinutes(5), null, "VALID_OFFLINE", "GREEN");
    ages("list of 15 minutes", Duration.ofMinutes(15), null, "VALID_OFFLINE", "GREEN");
    ages("list of 15 minutes and a second", seconds(901), null, "VALID_OFFLINE", "AMBER");
    ages(
        "list of almost a day",
        Duration.ofHours(24).minusSeconds(1),
        null,
        "VALID_OFFLINE",
        "AMBER");
    ages("list of a day", BundleTokens.LIFE, null, "LIST_STALE", "AMBER");
    Instant contact = made.plus(Duration.ofHours(3));
    ages("old, but confirmed a minute ago", seconds(10_860), contact, "VALID_OFFLINE", "GREEN");
    ages("confirmed, but too long ago", seconds(12_000), contact, "VALID_OFFLINE", "AMBER");
    ages(
        "confirmed does not outlive the bundle", BundleTokens.LIFE, contact, "LIST_STALE", "AMBER");
    ages(
        "confirmed in the future counts for nothing",
        seconds(1000),
        contact,
        "VALID_OFFLINE",
        "AMBER");
    in("file", "a file is never green", seconds(60), "VALID_OFFLINE", "AMBER");
    in(
        "file",
        "a file counts for 36 hours",
        Duration.ofHours(36).minusSeconds(1),
        "VALID_OFFLINE",
        "AMBER");
    in("file", "a file of 36 hours", BundleTokens.FILE_LIFE, "LIST_STALE", "AMBER");
    in(
        "strict",
        "a venue that closes, while green",
        Duration.ofMinutes(15),
        "VALID_OFFLINE",
        "GREEN");
    in("strict", "a venue that closes, later", seconds(901), "LIST_STALE", "RED");
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private void ages(
      String name, Duration age, @Nullable Instant contact, String result, String colour) {
    Instant now = OfflineWorld.MADE.plus(age);
    ObjectNode scan = scan("full", name, world.liveCode(OfflineWorld.GOOD_CARD, now), now);
    if (contact != null) {
      scan.put("lastContact", contact.toString());
    }
    expect(scan, result, colour);
  }

  private void in(String bundle, String name, Duration age, String result, String colour) {
    Instant now = OfflineWorld.MADE.plus(age);
    expect(scan(bundle, name, world.liveCode(OfflineWorld.GOOD_CARD, now), now), result, colour);
  }

  private void clocks() {
    Instant shown = OfflineWorld.MADE.plus(Duration.ofMinutes(10));
    String code = world.liveCode(OfflineWorld.GOOD_CARD, shown);
    at("in its last second", code, shown.plus(SLOT_END).plusSeconds(29), "VALID_OFFLINE", "GREEN");
    at("expired", code, shown.plus(SLOT_END).plusSeconds(30), "CODE_EXPIRED", "RED");
    at("30 seconds early", code, shown.minusSeconds(30), "VALID_OFFLINE", "GREEN");
    at("future", code, shown.minusSeconds(31), "CLOCK_SKEW", "RED");
    Instant before = OfflineWorld.MADE.minusSeconds(31);
    String early = world.liveCode(OfflineWorld.GOOD_CARD, before);
    at("a clock before the bundle", early, before, "CLOCK_SKEW", "RED");
    at("a clock a little before it", early, before.plusSeconds(1), "VALID_OFFLINE", "GREEN");
  }

  private void at(String name, String code, Instant now, String result, String colour) {
    expect(scan("full", name, code, now), result, colour);
  }

  private void now(String name, String code, String result, String colour) {
    at(name, code, OfflineWorld.NOW, result, colour);
  }

  private void cards() {
    Instant now = OfflineWorld.NOW;
    now("revoked", world.liveCode(OfflineWorld.REVOKED_CARD, now), "CARD_UNAVAILABLE", "RED");
    now("a pass", world.pass(OfflineWorld.GOOD_PASS), "VALID_OFFLINE", "GREEN");
    now("superseded pass", world.pass(OfflineWorld.OLD_PASS), "CARD_UNAVAILABLE", "RED");
    now("a pass whose term is over", world.passOver(), "CARD_EXPIRED", "RED");
    String later = world.liveCode(OfflineWorld.LATER_REVOKED, now);
    now("not yet revoked", later, "VALID_OFFLINE", "GREEN");
    expect(scan("delta", "revoked since", later, now), "CARD_UNAVAILABLE", "RED");
    String lifted = world.liveCode(OfflineWorld.LIFTED, now);
    now("suspended", lifted, "CARD_UNAVAILABLE", "RED");
    expect(scan("delta", "lifted since", lifted, now), "VALID_OFFLINE", "GREEN");
    String nobody = world.liveCode(OfflineWorld.OTHER_LIST, now);
    now("an index of no list", nobody, "CARD_UNAVAILABLE", "RED");
    String stopped =
        world.liveCode(OfflineWorld.REVOKED_CARD, OfflineWorld.MADE.plus(BundleTokens.LIFE));
    at(
        "revoked stays so",
        stopped,
        OfflineWorld.MADE.plus(BundleTokens.LIFE),
        "CARD_UNAVAILABLE",
        "RED");
  }

  private void forgeries() {
    world.forgeries().forEach((name, code) -> now(name, code, ResultCode.BAD_CODE.name(), "RED"));
    now("typed number", "9123 4567 8901 2348", "LOOKUP_UNAVAILABLE", "RED");
    expect(
        scan("strict", "typed number where none is taken", "9123456789012348", OfflineWorld.NOW),
        "LIVE_CODE_REQUIRED",
        "RED");
    expect(
        scan(
            "strict",
            "pass where none is taken",
            world.pass(OfflineWorld.GOOD_PASS),
            OfflineWorld.NOW),
        "LIVE_CODE_REQUIRED",
        "RED");
  }

  private void rules() {
    String code = world.liveCode(OfflineWorld.GOOD_CARD, OfflineWorld.NOW);
    ObjectNode two = scan("full", "two companions", code, OfflineWorld.NOW).put("companions", 2);
    expect(two, "TOO_MANY_COMPANIONS", "RED");
    for (List<String> item :
        List.of(
            List.of("MEDICAL.TIER_1", "CLASS_NOT_COVERED"),
            List.of("FINANCE.FX", "VENUE_NOT_COVERED"))) {
      ObjectNode scan = scan("full", "item " + item.get(0), code, OfflineWorld.NOW);
      expect(scan.put("item", item.get(0)), item.get(1), "RED");
    }
    expect(scan("free", "free for all", "anything", OfflineWorld.NOW), "FREE_FOR_ALL", "GREEN");
  }

  private ObjectNode scan(String bundle, String name, String code, Instant now) {
    ObjectNode scan = scans.addObject().put("name", name).put("bundle", bundle);
    return scan.put("now", now.toString()).put("code", code);
  }

  private static void expect(ObjectNode scan, String result, String colour) {
    String admit =
        switch (result) {
          case "VALID_OFFLINE" -> "AFTER_CHECK";
          case "FREE_FOR_ALL" -> "YES";
          default -> "NO";
        };
    scan.putObject("expects").put("result", result).put("colour", colour).put("admit", admit);
  }
}
