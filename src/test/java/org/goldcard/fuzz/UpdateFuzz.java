package org.goldcard.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.goldcard.testkit.PassForger;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.keys.KeysRefused;
import org.goldcard.verifying.Verification;
import org.goldcard.verifying.kit.Answer;
import org.goldcard.verifying.kit.GoldcardVerifier;
import org.goldcard.verifying.kit.Update;

/** Bundles, import files, status lists and key sets: as they come, and rightly signed. */
public final class UpdateFuzz {
  private static final int WAYS = 6;
  private static final TestKeys KEYS = TestKeys.published();
  private static final PassForger FORGER = new PassForger(KEYS);
  private static final byte[] JWKS = KEYS.ring().jwks().getBytes(StandardCharsets.UTF_8);
  private static final Path FILE = file();
  private static final TickingClock CLOCK = new TickingClock("2026-11-23T02:05:00Z");
  private static final String CODE =
      FORGER.liveCode(PassForger.liveClaims().replace("59846880", "59846650"));

  private UpdateFuzz() {}

  private static Path file() {
    try {
      Path file = Files.createTempFile("fuzz", ".bundle");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GoldcardVerifier bundles() {
    return GoldcardVerifier.withBundles(PassForger.ISSUER, "gate-1", JWKS, CLOCK);
  }

  private static GoldcardVerifier lists() {
    return GoldcardVerifier.withPublishedLists(PassForger.ISSUER, JWKS, CLOCK);
  }

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    byte[] rest = Fuzzing.rest(input);
    switch (Fuzzing.way(input, WAYS)) {
      case 0 -> load(bundles(), Fuzzing.text(rest));
      case 1 -> bring(rest);
      case 2 -> load(bundles(), signed(TokenKind.BUNDLE, rest));
      case 3 -> load(lists(), signed(TokenKind.STATUS_LIST, rest));
      case 4 -> load(lists(), Fuzzing.text(rest));
      default -> keys(rest);
    }
  }

  private static String signed(TokenKind kind, byte[] claims) {
    return FORGER.sign(kind.purpose(), PassForger.header(kind), claims);
  }

  private static void load(GoldcardVerifier verifier, String text) {
    judge(verifier, verifier.load(text));
  }

  private static void bring(byte[] content) throws IOException {
    Files.write(FILE, content);
    GoldcardVerifier verifier = bundles();
    judge(verifier, verifier.importFile(FILE));
  }

  private static void judge(GoldcardVerifier verifier, Update update) {
    Fuzzing.neverShown(update.toString());
    Answer answer = verifier.verify(CODE);
    boolean out = answer.admit() == Verification.Admit.NO;
    Fuzzing.holds(update.isGood() || out, "what was refused is used");
  }

  private static void keys(byte[] set) {
    try {
      KeyRing ring = KeyRing.ofSet("fuzz", set, TestKeys.signatures());
      Fuzzing.holds(ring.records().size() <= 1000, "more keys than may be");
    } catch (KeysRefused refused) {
      Fuzzing.neverShown(String.valueOf(refused.getMessage()));
    }
  }
}
