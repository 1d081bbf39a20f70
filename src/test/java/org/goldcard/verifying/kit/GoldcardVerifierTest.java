package org.goldcard.verifying.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.goldcard.fuzz.RawAnswers;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.ScanReader;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.verifying.CodeReader;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.offline.KitVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verifier's library against the vectors that come with it. */
class GoldcardVerifierTest {
  private static final JsonNode FILE = file();
  private static final Signatures SIGNATURES = TestKeys.signatures();

  @TempDir private Path directory;

  private static JsonNode file() {
    try {
      return new ObjectMapper().readTree(KitVectors.FILE.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] jwks() {
    return FILE.path("jwks").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static GoldcardVerifier verifier(String mode, TickingClock clock) {
    String issuer = FILE.path("issuer").asText();
    return mode.equals("bundle")
        ? GoldcardVerifier.withBundles(issuer, FILE.path("client").asText(), jwks(), clock)
        : GoldcardVerifier.withPublishedLists(issuer, jwks(), clock);
  }

  private String step(GoldcardVerifier verifier, JsonNode step) throws IOException {
    if (step.has("verify")) {
      Answer answer =
          verifier.verify(step.path("verify").asText(), null, step.path("companions").asInt(0));
      return answer.result() + " " + answer.colour() + " " + answer.admit();
    }
    Update update;
    if (step.has("import")) {
      Path file = directory.resolve("import.bundle");
      Files.writeString(file, text(step, "import"));
      update = verifier.importFile(file);
    } else {
      update = verifier.load(text(step, "load"));
    }
    return update.outcome() + " " + update.reason();
  }

  private static String text(JsonNode step, String how) {
    return FILE.path("texts").path(step.path(how).asText()).asText();
  }

  private static String expected(JsonNode step) {
    return step.has("verify")
        ? step.path("result").asText()
            + " "
            + step.path("colour").asText()
            + " "
            + step.path("admit").asText()
        : step.path("outcome").asText() + " " + step.path("reason").asText();
  }

  @Test
  void everyCaseGoesAsItMust() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (JsonNode one : FILE.path("cases")) {
      TickingClock clock = new TickingClock("2026-11-23T02:00:00Z");
      GoldcardVerifier verifier = verifier(one.path("mode").asText(), clock);
      for (JsonNode step : one.path("steps")) {
        clock.set(Instant.parse(step.path("at").asText()));
        String found = step(verifier, step);
        if (!found.equals(expected(step))) {
          wrong.add(one.path("name").asText() + " → " + found + " instead of " + expected(step));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(FILE.path("cases")).hasSizeGreaterThan(70);
  }

  @Test
  void nothingHostileIsACodeForLibraryOrServer() throws IOException {
    List<String> wrong = new ArrayList<>();
    TickingClock clock = new TickingClock("2026-11-23T04:00:10Z");
    KeyRing ring = KeyRing.ofSet("vectors", jwks(), SIGNATURES);
    Issuer issuer = new Issuer(FILE.path("issuer").asText());
    CodeReader server = new CodeReader(new ScanReader(() -> ring, issuer, clock));
    GoldcardVerifier library = loaded(clock);
    for (JsonNode hostile : FILE.path("hostile")) {
      String code = hostile.path("code").asText();
      boolean right =
          library.verify(code).result() == ResultCode.BAD_CODE
              && server.read(code).refusal() == ResultCode.BAD_CODE;
      if (!right) {
        wrong.add(hostile.path("name").asText());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(FILE.path("hostile")).hasSizeGreaterThan(300);
  }

  private static GoldcardVerifier loaded(TickingClock clock) {
    GoldcardVerifier library = verifier("bundle", clock);
    String first = text(FILE.path("cases").get(0).path("steps").get(0), "load");
    assertThat(library.load(first)).isEqualTo(Update.taken());
    return library;
  }

  /** What was said online of the same codes at the same time, as far as signature and time go. */
  @Test
  void theServerReadsEveryCodeAsTheLibraryDoes() {
    TickingClock clock = new TickingClock("2026-11-23T02:05:00Z");
    KeyRing ring = KeyRing.ofSet("vectors", jwks(), SIGNATURES);
    Issuer issuer = new Issuer(FILE.path("issuer").asText());
    CodeReader server = new CodeReader(new ScanReader(() -> ring, issuer, clock));
    int compared = 0;
    for (JsonNode one : FILE.path("cases")) {
      for (JsonNode step : one.path("steps")) {
        String code = step.path("verify").asText();
        if (code.indexOf('.') > 0 && step.path("at").asText().equals("2026-11-23T02:05:00Z")) {
          ResultCode library = ResultCode.valueOf(step.path("result").asText());
          ResultCode refusal = server.read(code).refusal();
          boolean bad = library == ResultCode.BAD_CODE || library == ResultCode.CARD_EXPIRED;
          assertThat(refusal).as(one.path("name").asText()).isEqualTo(bad ? library : null);
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(50);
  }

  @Test
  void takesWhatIsNoHttpForNoAnswerAndGoesOn() {
    TickingClock clock = new TickingClock("2026-11-23T02:05:00Z");
    RawAnswers server = new RawAnswers();
    for (String answer : List.of("", "nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5x")) {
      server.answer((answer + "\r\n\r\na.b.c").getBytes(StandardCharsets.US_ASCII));
      GoldcardVerifier library = loaded(clock).askingAt(server.address());
      assertThat(library.refresh(HttpClient.newHttpClient(), null).reason()).isEqualTo("NO_ANSWER");
      assertThat(library.refresh(HttpClient.newHttpClient(), "token").isGood()).isFalse();
    }
  }

  @Test
  void saysHowOldItsListIsAndUntilWhenAPassCounts() {
    TickingClock clock = new TickingClock("2026-11-23T02:05:00Z");
    GoldcardVerifier library = loaded(clock);
    String pass = "";
    for (JsonNode one : FILE.path("cases")) {
      if (one.path("name").asText().startsWith("valid pass")) {
        pass = one.path("steps").get(1).path("verify").asText();
      }
    }
    Answer answer = library.verify(pass);
    assertThat(answer.listAge()).hasMinutes(5);
    assertThat(answer.origin()).isEqualTo(Answer.Origin.NETWORK);
    assertThat(answer.validUntil()).isEqualTo("2031-10-31");
    assertThat(answer.checks()).extracting("code").containsExactly("ASK_NAME", "OWN_ID");
    assertThat(answer.maxPersons()).isEqualTo(2);
  }
}
