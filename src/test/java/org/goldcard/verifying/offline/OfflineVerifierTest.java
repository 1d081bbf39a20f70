package org.goldcard.verifying.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.goldcard.testkit.TestKeys;
import org.goldcard.token.bundle.BundleReader;
import org.goldcard.token.bundle.BundleTokens;
import org.goldcard.token.bundle.VerifiedBundle;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.jws.Reading;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference verifier against the vectors that every builder of a scanner gets. */
class OfflineVerifierTest {
  private static final JsonNode FILE = file();

  private final OfflineWorld world = new OfflineWorld();

  private static JsonNode file() {
    try {
      return new ObjectMapper().readTree(OfflineVectors.FILE.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Signatures> engines() {
    return Signatures.available();
  }

  private static BundleReader reader(Signatures engine) {
    byte[] trusted = FILE.path("trusted").toString().getBytes(StandardCharsets.UTF_8);
    KeyRing keys = KeyRing.ofSet("trusted", trusted, engine);
    return new BundleReader(() -> keys, new Issuer(FILE.path("issuer").asText()));
  }

  private static Reading<VerifiedBundle> read(String token) {
    return reader(TestKeys.signatures()).read(new SignedText(token), FILE.path("client").asText());
  }

  private static OfflineBundle bundle(String name, Signatures engine) {
    String text = FILE.path("bundles").path(name).asText();
    VerifiedBundle signed =
        reader(engine).read(new SignedText(text), OfflineWorld.CLIENT).token().orElseThrow();
    return name.equals("delta")
        ? bundle("full", engine).updatedBy(signed, engine).orElseThrow()
        : OfflineBundle.of(signed, engine).orElseThrow();
  }

  private static Scan scan(JsonNode vector) {
    return new Scan(
        vector.path("code").asText(),
        vector.has("item") ? vector.path("item").asText() : null,
        vector.path("companions").asInt(0),
        null,
        null,
        "r-1",
        null,
        new Scan.Scanner(OfflineWorld.CLIENT, "JN-BTQ", "east", true));
  }

  private static OfflineAnswer answer(JsonNode vector, Signatures engine) {
    OfflineBundle bundle = bundle(vector.path("bundle").asText(), engine);
    Instant now = Instant.parse(vector.path("now").asText());
    Instant contact =
        vector.has("lastContact") ? Instant.parse(vector.path("lastContact").asText()) : null;
    return new OfflineVerifier(bundle, OfflineWorld.ISSUER).verify(scan(vector), now, contact);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void everyVectorGetsItsAnswerFromEveryEngine(Signatures engine) {
    List<String> wrong = new ArrayList<>();
    for (JsonNode vector : FILE.path("scans")) {
      OfflineAnswer answer = answer(vector, engine);
      JsonNode expects = vector.path("expects");
      boolean right =
          answer.result().name().equals(expects.path("result").asText())
              && answer.colour().name().equals(expects.path("colour").asText())
              && answer.admit().name().equals(expects.path("admit").asText());
      if (!right) {
        wrong.add(vector.path("name").asText() + " → " + answer);
      }
    }
    assertThat(FILE.path("scans")).hasSizeGreaterThan(40);
    assertThat(wrong).isEmpty();
  }

  @Test
  void refusesEveryBundleThatIsNotTheOneSigned() {
    assertThat(FILE.path("refusedBundles")).hasSizeGreaterThan(5);
    for (JsonNode vector : FILE.path("refusedBundles")) {
      Reading<VerifiedBundle> reading = read(vector.path("token").asText());
      assertThat(reading.flaw().map(Enum::name))
          .as(vector.path("name").asText())
          .hasValue(vector.path("expects").asText());
    }
  }

  @Test
  void theVectorsComeOutTheSameWhenTheyAreMadeAgain() throws IOException {
    assertThat(new OfflineVectors().text()).isEqualTo(Files.readString(OfflineVectors.FILE));
  }

  @Test
  void tellsStaffWhatToDo() {
    OfflineVerifier verifier =
        new OfflineVerifier(bundle("full", TestKeys.signatures()), OfflineWorld.ISSUER);
    Instant late = OfflineWorld.MADE.plus(Duration.ofHours(1));
    Scan green = scanOf(OfflineWorld.NOW);
    OfflineAnswer young = verifier.verify(green, OfflineWorld.NOW, null);
    OfflineAnswer old = verifier.verify(scanOf(late), late, null);
    assertThat(young.checks()).extracting("code").containsExactly("ASK_NAME", "OWN_ID");
    assertThat(old.checks())
        .extracting("code")
        .containsExactly("REGISTER_BY_HAND", "ASK_NAME", "OWN_ID");
    assertThat(young.maxPersons()).isEqualTo(2);
    assertThat(young.admit()).isEqualTo(Verification.Admit.AFTER_CHECK);
    assertThat(young.nonce()).hasSize(8);
    assertThat(old.listAge()).isEqualTo(Duration.ofHours(1));
  }

  private Scan scanOf(Instant now) {
    String code = world.liveCode(OfflineWorld.GOOD_CARD, now);
    Scan.Scanner scanner = new Scan.Scanner(OfflineWorld.CLIENT, "JN-BTQ", "east", true);
    return new Scan(code, null, 0, null, null, "r-1", null, scanner);
  }

  @Test
  void saysHowFarTheCodeLiesInTheFuture() {
    OfflineVerifier verifier =
        new OfflineVerifier(bundle("full", TestKeys.signatures()), OfflineWorld.ISSUER);
    Scan scan = scanOf(OfflineWorld.NOW.plusSeconds(600));
    assertThat(verifier.verify(scan, OfflineWorld.NOW, null).skew())
        .isEqualTo(Duration.ofSeconds(570));
  }

  @Test
  void takesNoDeltaThatDoesNotLeadOnFromItsState() {
    Signatures engine = TestKeys.signatures();
    OfflineBundle full = bundle("full", engine);
    for (long[] state : new long[][] {{2, 102, 100}, {1, 102, 101}, {1, 99, 90}}) {
      BundleContent content =
          new BundleContent(OfflineBundle.Form.DELTA, "JN-BTQ", world.trusted(), java.util.Map.of())
              .state(state[0], state[1], OfflineWorld.MADE)
              .changes(state[2], List.of(), List.of());
      assertThat(full.updatedBy(signed(content), engine)).isEmpty();
    }
    VerifiedBundle delta = read(world.delta()).token().orElseThrow();
    assertThat(OfflineBundle.of(delta, engine)).as("a delta alone").isEmpty();
    OfflineBundle after = full.updatedBy(delta, engine).orElseThrow();
    assertThat(after.list().rev()).isEqualTo(102);
    assertThat(full.list().refuses(OfflineWorld.LATER_REVOKED)).as("the old one").isFalse();
  }

  private static VerifiedBundle signed(BundleContent content) {
    KeyRing ring = KnownKeys.ring();
    String text =
        new BundleTokens(new JwsSigner(() -> ring), OfflineWorld.ISSUER, () -> OfflineWorld.MADE)
            .sign(OfflineWorld.CLIENT, BundleTokens.LIFE, content.json())
            .text();
    return read(text).token().orElseThrow();
  }

  @Test
  void waitsForAListThatIsPublishedElsewhereAndTakesNoOther() {
    BundleContent content =
        new BundleContent(
                OfflineBundle.Form.FULL,
                "JN-BTQ",
                world.trusted(),
                java.util.Map.of(
                    java.time.LocalDate.of(2026, 11, 23), OfflineWorld.rules(false, true, false)))
            .state(1, 100, OfflineWorld.MADE);
    String lst = OfflineWorld.lst(OfflineWorld.REVOKED_CARD);
    String digest =
        org.goldcard.token.crypto.Base64Url.encode(
            org.goldcard.token.crypto.Digests.sha256(lst.getBytes(StandardCharsets.US_ASCII)));
    content.list(0, "https://card.example.cn/v1/status-lists/0", digest);
    OfflineBundle bundle = OfflineBundle.of(signed(content), TestKeys.signatures()).orElseThrow();
    OfflineAnswer without =
        new OfflineVerifier(bundle, OfflineWorld.ISSUER)
            .verify(scanOf(OfflineWorld.NOW), OfflineWorld.NOW, null);
    assertThat(without.result()).isEqualTo(org.goldcard.verifying.ResultCode.LIST_STALE);
    assertThat(bundle.list().with(0, OfflineWorld.lst(1))).isEmpty();
    Optional<OfflineList> whole = bundle.list().with(0, lst);
    assertThat(whole.orElseThrow().refuses(OfflineWorld.REVOKED_CARD)).isTrue();
    assertThat(whole.orElseThrow().refuses(OfflineWorld.GOOD_CARD)).isFalse();
  }

  @Test
  void understandsNothingThatIsNotAsItShouldBe() {
    Signatures engine = TestKeys.signatures();
    BundleContent noState =
        new BundleContent(OfflineBundle.Form.FULL, "JN-BTQ", world.trusted(), java.util.Map.of());
    assertThat(OfflineBundle.of(signed(noState), engine)).isEmpty();
    BundleContent badList =
        new BundleContent(OfflineBundle.Form.FULL, "JN-BTQ", world.trusted(), java.util.Map.of())
            .state(1, 1, OfflineWorld.MADE)
            .list(0, "AAAA");
    assertThat(OfflineBundle.of(signed(badList), engine)).isEmpty();
  }
}
