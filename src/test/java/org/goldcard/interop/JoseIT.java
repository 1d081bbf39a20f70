package org.goldcard.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.LiveCodes;
import org.goldcard.token.PassSigner;
import org.goldcard.token.answer.AnswerTokens;
import org.goldcard.token.answer.ScanReceipt;
import org.goldcard.token.assertion.AssertionReader;
import org.goldcard.token.assertion.ClientJwk;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.list.ListSeries;
import org.goldcard.token.list.StatusList;
import org.goldcard.token.list.StatusListTokens;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.sandbox.TestCard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The library {@code jose} of Node.js, fetched by npm below {@code target}: it verifies our tokens
 * by our key set, and we its assertion.
 */
class JoseIT {
  private static final Path PLACE = Path.of("target", "jose").toAbsolutePath();
  private static final Issuer ISSUER = new Issuer("https://goldcard.example");

  private final TickingClock clock = new TickingClock("2026-11-23T02:00:00Z");
  private final KeyRing ring = new TestKeys().ring();
  private final JwsSigner signer = new JwsSigner(() -> ring);

  private JsonArray tokens() {
    TestCard card =
        TestCard.all().stream()
            .filter(c -> c.yields() == ResultCode.VALID)
            .findFirst()
            .orElseThrow();
    AnswerTokens answers = new AnswerTokens(signer, ISSUER, clock);
    ScanReceipt receipt =
        new ScanReceipt("gate", "v-1", "VALID", "YES", "park", "east", null, clock.instant(), null);
    StatusList list = StatusList.of(1, ListSeries.ENTRIES, i -> i % 7 == 0 ? 1 : 0);
    String uri = new ListSeries(ISSUER).uri(0);
    LiveCodes codes = new LiveCodes(signer, new Random(1));
    return new JsonArray()
        .add(
            token(
                "pass",
                "goldcard+jwt",
                new PassSigner(signer, ISSUER, clock).sign(card.card()).text()))
        .add(
            token(
                "live",
                "goldcard-live+jwt",
                codes.ahead(card.number(), 1, clock.instant(), 1).get(0).token().text()))
        .add(
            token(
                "list",
                "statuslist+jwt",
                new StatusListTokens(signer, clock).sign(uri, list).text()))
        .add(
            token(
                "introspection",
                "token-introspection+jwt",
                answers
                    .introspection("bank", "{\"active\":true}".getBytes(StandardCharsets.UTF_8))
                    .text()))
        .add(token("receipt", null, answers.receipt(receipt).text()));
  }

  private static JsonObject token(String name, @Nullable String typ, String text) {
    JsonObject token = new JsonObject().put("name", name).put("text", text);
    return typ == null ? token : token.put("typ", typ);
  }

  @Test
  void anIndependentLibraryAndOursVerifyEachOther() throws Exception {
    boolean there = Files.isExecutable(Path.of("/usr/bin/node"));
    assertThat(there || System.getenv("CI") == null).as("Node.js is there").isTrue();
    assumeTrue(there, "without Node.js there is nothing to ask");
    Instant now = clock.instant();
    JsonObject asked =
        new JsonObject()
            .put("jwks", new JsonObject(ring.jwks()))
            .put("now", now.getEpochSecond())
            .put("audience", ISSUER.uri())
            .put("tokens", tokens());
    JsonObject said = ask(asked);
    for (String name : List.of("pass", "live", "list", "introspection", "receipt")) {
      JsonObject verdict = said.getJsonObject("tokens").getJsonObject(name);
      assertThat(verdict.getBoolean("accepted")).as(name).isTrue();
      assertThat(verdict.getBoolean("changed")).as(name + " with a bit changed").isFalse();
    }
    AssertionReader reader = new AssertionReader(ring::signatures, Set.of(ISSUER.uri()), clock);
    ClientJwk key = ClientJwk.read(said.getJsonObject("jwk").encode());
    String assertion = said.getString("assertion");
    assertThat(reader.read(assertion, "partner", List.of(key))).isPresent();
    assertThat(reader.read(assertion, "other", List.of(key))).isEmpty();
    assertThat(reader.read(assertion + "A", "partner", List.of(key))).isEmpty();
  }

  private static JsonObject ask(JsonObject question) throws IOException, InterruptedException {
    Files.createDirectories(PLACE);
    for (String name : new String[] {"package.json", "check.mjs"}) {
      try (InputStream in = JoseIT.class.getResourceAsStream("/jose/" + name)) {
        Files.write(PLACE.resolve(name), Objects.requireNonNull(in).readAllBytes());
      }
    }
    if (!Files.isDirectory(PLACE.resolve("node_modules/jose"))) {
      run(null, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts");
    }
    return new JsonObject(run(question.encode(), "node", "check.mjs"));
  }

  private static String run(@Nullable String input, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(PLACE.toFile())
            .redirectError(PLACE.resolve(command[0] + ".err").toFile())
            .start();
    try (var in = process.getOutputStream()) {
      in.write(input == null ? new byte[0] : input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command[0] + ": see " + PLACE).isZero();
    return output;
  }
}
