package org.goldcard.testkit.hostile;

import static org.goldcard.testkit.PassForger.liveClaims;
import static org.goldcard.testkit.PassForger.passClaims;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.goldcard.testkit.PassForger;
import org.goldcard.token.jws.Flaw;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.token.keys.KeyPurpose;

/** Rightly signed tokens with claims that must be refused all the same. */
final class HostileClaims {
  private final PassForger forger;
  private final List<Hostile> all = new ArrayList<>();

  HostileClaims(PassForger forger) {
    this.forger = forger;
  }

  List<Hostile> all() {
    json();
    encodings();
    texts();
    subjects();
    codeTexts();
    missing();
    return all;
  }

  private void pass(String family, String name, Flaw expects, String claims) {
    all.add(new Hostile(family, "pass: " + name, expects, forger.pass(claims)));
  }

  private void code(String family, String name, Flaw expects, String claims) {
    all.add(new Hostile(family, "code: " + name, expects, forger.liveCode(claims)));
  }

  private void raw(String name, byte[] claims) {
    String token = forger.sign(KeyPurpose.PASS, PassForger.header(TokenKind.PASS), claims);
    all.add(new Hostile("json", name, Flaw.BAD_CLAIMS, token));
  }

  private void json() {
    String good = passClaims();
    String open = good.substring(0, good.length() - 1);
    pass("json", "duplicate exp", Flaw.BAD_CLAIMS, open + ",\"exp\":1953216000}");
    pass("json", "duplicate sub", Flaw.BAD_CLAIMS, open + ",\"sub\":\"9123456789012348\"}");
    pass(
        "json",
        "duplicate within",
        Flaw.BAD_CLAIMS,
        good.replace("\"idx\":1", "\"idx\":1,\"idx\":2"));
    pass("json", "duplicate by escape", Flaw.BAD_CLAIMS, open + ",\"\\u0065xp\":1953216000}");
    pass("json", "unknown claim", Flaw.BAD_CLAIMS, open + ",\"admin\":true}");
    pass(
        "json",
        "unknown claim within",
        Flaw.BAD_CLAIMS,
        good.replace("\"idx\":1", "\"idx\":1,\"x\":1"));
    for (String bad :
        List.of(
            "x",
            "[]",
            "null",
            "{}",
            open,
            good + "x",
            good + good,
            " " + good,
            good + "\n",
            "\ufeff" + good,
            good.replace('"', '\''),
            "/**/" + good,
            open + ",}",
            "{\"a\":".repeat(200) + "1" + "}".repeat(200))) {
      pass(
          "json",
          bad.length() > 40 ? bad.substring(0, 6) + "… " + bad.length() : bad,
          Flaw.BAD_CLAIMS,
          bad);
    }
  }

  private void encodings() {
    code("json", "unknown claim", Flaw.BAD_CLAIMS, liveClaims().replace("}", ",\"cls\":\"A\"}"));
    code(
        "json",
        "duplicate nonce",
        Flaw.BAD_CLAIMS,
        liveClaims().replace("}", ",\"n\":\"AAECAwQG\"}"));
    byte[] utf8 = passClaims().getBytes(StandardCharsets.UTF_8);
    int at = passClaims().indexOf("card.example");
    raw("overlong slash", insert(utf8, at, (byte) 0xc0, (byte) 0xaf));
    raw("lone continuation", insert(utf8, at, (byte) 0x80));
    raw("surrogate in UTF-8", insert(utf8, at, (byte) 0xed, (byte) 0xa0, (byte) 0x80));
    raw("beyond U+10FFFF", insert(utf8, at, (byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80));
    raw("NUL", insert(utf8, at, (byte) 0));
    raw("UTF-16", passClaims().getBytes(StandardCharsets.UTF_16));
  }

  private void texts() {
    for (String jti :
        List.of(
            "1",
            "[\"a\"]",
            "null",
            "\"\"",
            "\"AAECAwQFBgcICQoLDA0OD\"",
            "\"AAECAwQFBgcICQoLDA0ODwA\"",
            "\"AAECAwQFBgcICQoLDA0OD\\u0000\"",
            "\"AAECAwQFBgcICQoLDA0OD\\ud800\"",
            "\"AAECAwQFBgcICQoLDA0OD中\"",
            "\"AAECAwQFBgcICQoLDA0OD \"")) {
      pass(
          "texts",
          "jti " + jti,
          Flaw.BAD_CLAIMS,
          passClaims().replace("\"AAECAwQFBgcICQoLDA0ODw\"", jti));
    }
  }

  private void subjects() {
    for (String sub :
        List.of(
            "9123456789012347",
            "0123456789012348",
            "912345678901234",
            "91234567890123480",
            "９123456789012348",
            "9123 4567 8901 2348")) {
      pass("texts", "sub " + sub, Flaw.BAD_CLAIMS, passClaims().replace("9123456789012348", sub));
    }
    pass(
        "texts",
        "sub as number",
        Flaw.BAD_CLAIMS,
        passClaims().replace("\"9123456789012348\"", "9123456789012348"));
    for (String cls : List.of("E", "a", "", "AA", "Ａ", "A ")) {
      pass(
          "texts",
          "cls '" + cls + "'",
          Flaw.BAD_CLAIMS,
          passClaims().replace("\"cls\":\"B\"", "\"cls\":\"" + cls + "\""));
    }
  }

  private void codeTexts() {
    for (String number :
        List.of(
            "IGm8UQhffQ",
            "AAAAAAAAAA",
            "__________",
            "IGm8UQhff",
            "IGm8UQhffAA",
            "IGm8UQhff=",
            "IGm8UQhffB")) {
      code("texts", "card " + number, Flaw.BAD_CLAIMS, liveClaims().replace("IGm8UQhffA", number));
    }
    for (String nonce : List.of("AAECAwQ", "AAECAwQFA", "AAECAwQ=", "")) {
      code(
          "texts",
          "nonce '" + nonce + "'",
          Flaw.BAD_CLAIMS,
          liveClaims().replace("AAECAwQF", nonce));
    }
  }

  private void missing() {
    for (String claim :
        List.of(
            "\"iss\":\"" + PassForger.ISSUER + "\",",
            "\"sub\":\"9123456789012348\",",
            "\"jti\":\"AAECAwQFBgcICQoLDA0ODw\",",
            "\"iat\":1795406410,",
            "\"nbf\":1795406410,",
            "\"exp\":1953216000,",
            "\"cls\":\"B\",",
            "\"idx\":1,")) {
      pass("missing", claim, Flaw.BAD_CLAIMS, passClaims().replace(claim, ""));
    }
    for (String claim :
        List.of(
            "\"c\":\"IGm8UQhffA\",",
            "\"i\":4711,",
            "\"s\":59846880,",
            "\"f\":20,",
            ",\"n\":\"AAECAwQF\"")) {
      code("missing", claim, Flaw.BAD_CLAIMS, liveClaims().replace(claim, ""));
    }
    pass("missing", "status", Flaw.BAD_CLAIMS, passClaims().replaceAll(",\"status\".*", "}"));
    pass("missing", "code claims in a pass", Flaw.BAD_CLAIMS, liveClaims());
    code("missing", "pass claims in a code", Flaw.BAD_CLAIMS, passClaims());
  }

  private static byte[] insert(byte[] into, int at, byte... what) {
    byte[] result = Arrays.copyOf(into, into.length + what.length);
    System.arraycopy(what, 0, result, at, what.length);
    System.arraycopy(into, at, result, at + what.length, into.length - at);
    return result;
  }
}
