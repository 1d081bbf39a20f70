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
import java.util.HashMap;
import java.util.Map;
import org.goldcard.testkit.PassForger;
import org.goldcard.testkit.hostile.Hostile;
import org.goldcard.testkit.hostile.HostileTokens;
import org.goldcard.token.jws.Flaw;
import org.goldcard.token.keys.DatedJwk;
import org.goldcard.verifying.ResultCode;

/**
 * What every verifier that works without the service must do: what it takes up and what it answers,
 * step by step. Run its {@code main} to make the file again; it comes out the same.
 */
public final class KitVectors {
  /** The file, part of the verifier's jar. */
  public static final Path FILE =
      Path.of("src/main/resources/META-INF/goldcard-verifier/vectors.json");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant MADE = OfflineWorld.MADE;
  private static final Instant NOW = OfflineWorld.NOW;
  private static final String VALID = "VALID_OFFLINE";

  private final KitWorld kit = new KitWorld();
  private final OfflineWorld world = kit.world;
  private final ObjectNode file = JSON.createObjectNode();
  private final ArrayNode cases = JSON.createArrayNode();
  private final ObjectNode texts = JSON.createObjectNode();
  private final Map<String, String> names = new HashMap<>();

  /** Writes the file. */
  public static void main(String[] args) throws IOException {
    Files.writeString(FILE, new KitVectors().text());
  }

  String text() {
    file.put("issuer", OfflineWorld.ISSUER.uri()).put("client", OfflineWorld.CLIENT);
    file.put("venue", "JN-BTQ");
    file.put(
        "keys",
        "examples of the standards, no secrets: P01 RFC 7515 A.3, L01 RFC 8037 A.1,"
            + " R01 RFC 7517 A.2, S01 RFC 7518 C (Bob)");
    file.put(
        "made",
        "mvn -q test-compile exec:java -Dexec.classpathScope=test"
            + " -Dexec.mainClass=org.goldcard.verifying.offline.KitVectors");
    file.set("jwks", DatedJwk.history(KnownKeys.ring().records()));
    file.set("texts", texts);
    file.set("cases", cases);
    file.set("hostile", hostile());
    good();
    times();
    stopped();
    forged();
    updates();
    imports();
    published();
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Rightly signed or not: none of these is a code, whoever reads it. */
  private static ArrayNode hostile() {
    ArrayNode all = JSON.createArrayNode();
    for (Hostile hostile : HostileTokens.onFile()) {
      if (hostile.expects().sort() == Flaw.Sort.BAD) {
        ObjectNode one = all.addObject().put("name", hostile.family() + ": " + hostile.name());
        one.put("at", PassForger.NOW).put("code", hostile.token());
        one.put("result", ResultCode.BAD_CODE.name());
      }
    }
    return all;
  }

  private void good() {
    String code = live(OfflineWorld.GOOD_CARD);
    full("valid").verify(NOW, code, VALID, "GREEN");
    String pass = world.pass(OfflineWorld.GOOD_PASS);
    full("valid pass, as often as it is shown")
        .verify(NOW, pass, VALID, "GREEN")
        .verify(NOW, pass, VALID, "GREEN");
    full("the twin of an ES256 signature is the same pass")
        .verify(NOW, KitWorld.twin(pass), VALID, "GREEN");
    full("double use within the window")
        .verify(NOW, code, VALID, "GREEN")
        .verify(NOW.plusSeconds(20), code, "CODE_USED", "RED")
        .verify(NOW.plusSeconds(20), live(OfflineWorld.GOOD_CARD), VALID, "GREEN");
    full("what is refused is not used up")
        .companions(NOW, code, 2, "TOO_MANY_COMPANIONS")
        .verify(NOW, code, VALID, "GREEN");
    full("list of 20 minutes")
        .verify(
            MADE.plusSeconds(1200),
            world.liveCode(OfflineWorld.GOOD_CARD, MADE.plusSeconds(1200)),
            VALID,
            "AMBER");
    start("nothing loaded", "bundle").verify(NOW, code, "LIST_STALE", "AMBER");
  }

  private String live(int index) {
    return world.liveCode(index, NOW);
  }

  private void times() {
    String code = live(OfflineWorld.GOOD_CARD);
    full("expired").verify(NOW.plusSeconds(90), code, "CODE_EXPIRED", "RED");
    full("in its last second").verify(NOW.plusSeconds(89), code, VALID, "GREEN");
    full("future").verify(NOW.minusSeconds(31), code, "CLOCK_SKEW", "RED");
    full("30 seconds early").verify(NOW.minusSeconds(30), code, VALID, "GREEN");
    full("a pass whose term is over").verify(NOW, world.passOver(), "CARD_EXPIRED", "RED");
    Instant day = MADE.plus(Duration.ofHours(24));
    full("list expired")
        .verify(day, world.liveCode(OfflineWorld.GOOD_CARD, day), "LIST_STALE", "AMBER");
  }

  private void stopped() {
    full("revoked").refused(live(OfflineWorld.REVOKED_CARD));
    full("suspended").refused(live(OfflineWorld.LIFTED));
    full("superseded").refused(world.pass(OfflineWorld.OLD_PASS));
    full("an entry of no list").refused(live(OfflineWorld.OTHER_LIST));
    full("revoked since, by a delta")
        .load(NOW, world.delta(), "TAKEN", "")
        .refused(live(OfflineWorld.LATER_REVOKED));
    full("resumed since, by a delta")
        .load(NOW, world.delta(), "TAKEN", "")
        .verify(NOW, live(OfflineWorld.LIFTED), VALID, "GREEN");
  }

  private void forged() {
    String code = live(OfflineWorld.GOOD_CARD);
    world.forgeries().forEach((name, text) -> full(name).bad(text));
    full("wrong key").bad(KitWorld.byAnotherKey(code));
    KitWorld.misspelt(code).forEach((name, text) -> full(name).bad(text));
    full("a list as a code").bad(kit.list(0, MADE));
  }

  private void updates() {
    String[] parts = world.full().split("\\.", -1);
    String changed = parts[0] + "." + OfflineWorld.swapped(parts[1]) + "." + parts[2];
    refusedUpdate("bundle tampered", changed, "BAD_SIGNATURE");
    refusedUpdate("bundle of another client", world.forClient("gate-2"), "WRONG_AUDIENCE");
    refusedUpdate("bundle of another venue", kit.otherVenue(), "OTHER_VENUE");
    refusedUpdate("bundle, alg none", world.unsigned(parts[1], parts[2]), "WRONG_ALGORITHM");
    refusedUpdate("bundle unsigned", parts[0] + "." + parts[1] + ".", "NOT_THREE_PARTS");
    refusedUpdate("a pass as a bundle", world.pass(OfflineWorld.GOOD_PASS), "WRONG_KIND");
    refusedUpdate("a list as a bundle", kit.list(0, MADE), "WRONG_KIND");
    refusedUpdate("a list's claims as a bundle", kit.listAsBundle(), "WRONG_ISSUER");
    String later = live(OfflineWorld.LATER_REVOKED);
    full("list rolled back")
        .load(NOW, kit.newer(), "TAKEN", "")
        .load(NOW, world.full(), "REFUSED", "OLDER_OR_UNKNOWN")
        .refused(later);
    full("list rolled back, signed anew")
        .load(NOW, kit.newer(), "TAKEN", "")
        .load(NOW, kit.olderState(), "REFUSED", "OLDER_OR_UNKNOWN")
        .refused(later);
    start("a delta without the state before it", "bundle")
        .load(NOW, world.delta(), "REFUSED", "OLDER_OR_UNKNOWN");
    start("bundle expired", "bundle")
        .load(MADE.plus(Duration.ofHours(24)), world.full(), "REFUSED", "EXPIRED");
    start("bundle from the future", "bundle")
        .load(MADE.minusSeconds(31), world.full(), "REFUSED", "TOO_EARLY");
  }

  /** What is refused leaves everything as it was. */
  private void refusedUpdate(String name, String text, String reason) {
    full(name)
        .load(NOW, text, "REFUSED", reason)
        .verify(NOW, live(OfflineWorld.GOOD_CARD), VALID, "GREEN")
        .refused(live(OfflineWorld.REVOKED_CARD));
    start(name + ", as the first", "bundle")
        .load(NOW, text, reason.equals("OTHER_VENUE") ? "TAKEN" : "REFUSED", reason);
  }

  private void imports() {
    Duration most = Duration.ofHours(36);
    Instant last = MADE.plus(most).minusSeconds(1);
    start("an import file is never green", "bundle")
        .bring(NOW, world.file(), "TAKEN", "")
        .verify(NOW, live(OfflineWorld.GOOD_CARD), VALID, "AMBER")
        .refused(live(OfflineWorld.REVOKED_CARD));
    start("an import file in its last second", "bundle")
        .bring(last, world.file() + "\n", "TAKEN", "")
        .verify(last, world.liveCode(OfflineWorld.GOOD_CARD, last), VALID, "AMBER");
    start("import file too old", "bundle")
        .bring(MADE.plus(most), world.file(), "REFUSED", "EXPIRED");
    start("import file grown old", "bundle")
        .bring(last, world.file(), "TAKEN", "")
        .verify(
            last.plusSeconds(1),
            world.liveCode(OfflineWorld.GOOD_CARD, last),
            "LIST_STALE",
            "AMBER");
    start("a bundle that is no import file", "bundle")
        .bring(NOW, world.full(), "REFUSED", "NOT_A_FILE");
  }

  private void published() {
    int[] refused = KitWorld.stopped().stream().mapToInt(Integer::intValue).toArray();
    String list = kit.list(0, MADE, refused);
    String good = live(OfflineWorld.GOOD_CARD);
    lists("published: valid", list).verify(NOW, good, VALID, "GREEN");
    lists("published: double use", list)
        .verify(NOW, good, VALID, "GREEN")
        .verify(NOW, good, "CODE_USED", "RED");
    lists("published: revoked", list).refused(live(OfflineWorld.REVOKED_CARD));
    lists("published: superseded", list).refused(world.pass(OfflineWorld.OLD_PASS));
    lists("published: another list", list)
        .verify(NOW, live(OfflineWorld.OTHER_LIST), "LIST_STALE", "AMBER")
        .load(NOW, kit.list(1, MADE), "TAKEN", "")
        .verify(NOW, live(OfflineWorld.OTHER_LIST), VALID, "GREEN");
    Instant over = MADE.plus(Duration.ofMinutes(15));
    lists("published: list expired", list)
        .verify(over, world.liveCode(OfflineWorld.GOOD_CARD, over), "LIST_STALE", "AMBER");
    lists("published: list rolled back", kit.list(0, MADE.plusSeconds(60), refused))
        .load(NOW, kit.list(0, MADE), "REFUSED", "OLDER_OR_UNKNOWN")
        .refused(live(OfflineWorld.REVOKED_CARD));
    String[] parts = list.split("\\.", -1);
    String changed = parts[0] + "." + OfflineWorld.swapped(parts[1]) + "." + parts[2];
    lists("published: what is no list of the issuer", list)
        .load(NOW, changed, "REFUSED", "BAD_SIGNATURE")
        .load(NOW, kit.listElsewhere(), "REFUSED", "WRONG_ISSUER")
        .load(NOW, world.full(), "REFUSED", "WRONG_KIND")
        .bring(NOW, list, "REFUSED", "NOT_A_FILE")
        .verify(NOW, good, VALID, "GREEN");
    lists("published: tampered", list).bad(parts[0] + "." + parts[1] + "." + parts[2]);
    lists("published: a number", list).verify(NOW, "9123456789012348", "LIVE_CODE_REQUIRED", "RED");
  }

  private KitCase full(String name) {
    return start(name, "bundle").load(MADE, world.full(), "TAKEN", "");
  }

  private KitCase lists(String name, String list) {
    return start(name, "published").load(MADE.plusSeconds(60), list, "TAKEN", "");
  }

  private KitCase start(String name, String mode) {
    ObjectNode one = cases.addObject().put("name", name).put("mode", mode);
    return new KitCase(
        one.putArray("steps"), text -> names.computeIfAbsent(text, t -> named(name, t)));
  }

  /** A bundle or list stands in the file once, under the name of the first case that needs it. */
  private String named(String name, String text) {
    String free = texts.has(name) ? name + ", too" : name;
    texts.put(free, text);
    return free;
  }
}
