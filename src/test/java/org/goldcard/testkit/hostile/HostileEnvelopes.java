package org.goldcard.testkit.hostile;

import static org.goldcard.testkit.PassForger.header;
import static org.goldcard.testkit.PassForger.liveClaims;
import static org.goldcard.testkit.PassForger.passClaims;

import java.util.ArrayList;
import java.util.List;
import org.goldcard.testkit.PassForger;
import org.goldcard.token.jws.Flaw;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.token.keys.KeyPurpose;

/** Attacks on the envelope: spelling, shape, header, key name, kind. */
final class HostileEnvelopes {
  private static final String LIVE = TokenKind.LIVE_CODE.typ();
  private static final String PASS = TokenKind.PASS.typ();

  private final PassForger forger;
  private final List<Hostile> all = new ArrayList<>();

  HostileEnvelopes(PassForger forger) {
    this.forger = forger;
  }

  List<Hostile> all() {
    spellings();
    shapes();
    headers();
    brokenHeaders();
    names();
    kinds();
    return all;
  }

  private void add(String family, String name, Flaw expects, String token) {
    all.add(new Hostile(family, name, expects, token));
  }

  private void spellings() {
    for (String good : List.of(forger.pass(), forger.liveCode())) {
      String kind = good.length() > 400 ? "pass" : "code";
      char last = good.charAt(good.length() - 1);
      String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
      for (int twin = 1; twin < 16; twin++) {
        char other = alphabet.charAt((alphabet.indexOf(last) & 0x30) + twin);
        add(
            "spellings",
            kind + " trailing bits " + twin,
            Flaw.NOT_CANONICAL,
            good.substring(0, good.length() - 1) + other);
      }
      for (String tail :
          List.of(
              "=", "==", "\n", "\r\n", " ", "\t", "\u0000", "*", "中", "\ufeff", "\u200b", "🀄")) {
        String shown = Integer.toHexString(tail.codePointAt(0)) + "×" + tail.length();
        add("spellings", kind + " followed by " + shown, Flaw.NOT_CANONICAL, good + tail);
        add("spellings", kind + " preceded by " + shown, Flaw.NOT_CANONICAL, tail + good);
        int middle = good.indexOf('.') + 5;
        String within = good.substring(0, middle) + tail + good.substring(middle);
        add("spellings", kind + " with " + shown + " within", Flaw.NOT_CANONICAL, within);
      }
      add("spellings", kind + " Bearer", Flaw.NOT_CANONICAL, "Bearer " + good);
      add("spellings", kind + " standard alphabet", Flaw.NOT_CANONICAL, good + "+/");
      add(
          "spellings",
          kind + " one letter more",
          Flaw.BAD_HEADER,
          good.replaceFirst("\\.", "AAA."));
    }
  }

  private void shapes() {
    String good = forger.pass();
    String[] parts = good.split("\\.", -1);
    add("shapes", "empty", Flaw.NOT_THREE_PARTS, "");
    add("shapes", "one dot", Flaw.NOT_THREE_PARTS, ".");
    add("shapes", "two dots", Flaw.NOT_THREE_PARTS, "..");
    add("shapes", "trailing dot", Flaw.NOT_THREE_PARTS, good + ".");
    add("shapes", "leading dot", Flaw.NOT_THREE_PARTS, "." + good);
    add("shapes", "two parts", Flaw.NOT_THREE_PARTS, parts[0] + "." + parts[1]);
    add("shapes", "four parts", Flaw.NOT_THREE_PARTS, good + ".AAAA");
    add("shapes", "five parts (JWE)", Flaw.NOT_THREE_PARTS, good + ".AAAA.AAAA");
    add("shapes", "detached payload", Flaw.NOT_THREE_PARTS, parts[0] + ".." + parts[2]);
    add("shapes", "no header", Flaw.NOT_THREE_PARTS, "." + parts[1] + "." + parts[2]);
    String json =
        "{\"payload\":\""
            + parts[1]
            + "\",\"protected\":\""
            + parts[0]
            + "\",\"signature\":\""
            + parts[2]
            + "\"}";
    add("shapes", "JSON serialization", Flaw.NOT_THREE_PARTS, json);
    add("shapes", "2049 characters", Flaw.TOO_LONG, good + "A".repeat(2049 - good.length()));
    add("shapes", "8 MB", Flaw.TOO_LONG, "A".repeat(8 << 20));
    add("shapes", "pairs of surrogates", Flaw.NOT_CANONICAL, "🀄".repeat(40) + ".AA.AA");
    add("shapes", "a health code", Flaw.NOT_CANONICAL, "https://jkm.example.cn/q?id=1");
  }

  private void headers() {
    String good = PassForger.header(TokenKind.LIVE_CODE);
    String open = good.substring(0, good.length() - 1);
    for (String more :
        List.of(
            "\"crit\":[]",
            "\"crit\":[\"exp\"]",
            "\"b64\":false",
            "\"zip\":\"DEF\"",
            "\"x5c\":[\"AAAA\"]",
            "\"jku\":\"https://evil.example/jwks\"",
            "\"x5u\":\"https://evil.example/x\"",
            "\"jwk\":{\"kty\":\"OKP\"}",
            "\"cty\":\"JWT\"",
            "\"iss\":\"x\"",
            "\"\":\"\"",
            "\"alg\":\"EdDSA\"",
            "\"kid\":\"L01\"",
            "\"typ\":\"" + LIVE + "\"")) {
      add("headers", "with " + more, Flaw.BAD_HEADER, live(open + "," + more + "}"));
    }
  }

  private void brokenHeaders() {
    String good = PassForger.header(TokenKind.LIVE_CODE);
    String open = good.substring(0, good.length() - 1);
    for (String bad :
        List.of(
            "",
            "x",
            "[]",
            "null",
            "\"EdDSA\"",
            "{}",
            "{",
            open,
            good + good,
            good + "x",
            " x" + good,
            good.replace(",", ",,"),
            good.replace(":", ""),
            good.replace("\"kid\"", "\"Kid\""),
            good.replace("\"kid\"", "\"\\u006bid\""),
            good.replace("EdDSA", "\\u0045dDSA"),
            good.replace('"', '\''),
            good.replace("L01", "L\u000001"),
            good.replace("}", ",}"),
            "\ufeff" + good,
            "[".repeat(500) + "]".repeat(500))) {
      if (!bad.isEmpty()) {
        String shown = bad.length() > 60 ? bad.substring(0, 8) : bad.replace('\u0000', '0');
        add("headers", shown, Flaw.BAD_HEADER, live(bad));
      }
    }
  }

  private void names() {
    for (String kid :
        List.of(
            "../../dev/null",
            "' OR 1=1--",
            "",
            "L01 ",
            "L\\u00301",
            "L01\\u0000",
            "Ｌ01",
            "x".repeat(33),
            "L01;")) {
      add("names", "kid '" + kid + "'", Flaw.BAD_HEADER, live(header("EdDSA", kid, LIVE)));
    }
    for (String kid : List.of("L02", "l01", "L1", "L001", "none", "x".repeat(32), "__proto__")) {
      add("names", "kid '" + kid + "'", Flaw.UNKNOWN_KEY, live(header("EdDSA", kid, LIVE)));
    }
    String good = PassForger.header(TokenKind.LIVE_CODE);
    for (String value : List.of("1", "null", "true", "[\"L01\"]", "{\"L01\":1}")) {
      add("names", "kid " + value, Flaw.BAD_HEADER, live(good.replace("\"L01\"", value)));
    }
    add(
        "names",
        "kid missing",
        Flaw.BAD_HEADER,
        live("{\"alg\":\"EdDSA\",\"typ\":\"" + LIVE + "\"}"));
    add(
        "names",
        "kid of 1,400 characters",
        Flaw.BAD_HEADER,
        live(header("EdDSA", "L".repeat(1100), LIVE)));
    add(
        "names",
        "kid of 10,000 characters",
        Flaw.TOO_LONG,
        live(header("EdDSA", "L".repeat(10_000), LIVE)));
  }

  private void kinds() {
    for (TokenKind kind : TokenKind.values()) {
      if (kind != TokenKind.PASS && kind != TokenKind.LIVE_CODE) {
        String token = forger.sign(kind.purpose(), PassForger.header(kind), liveClaims());
        add("kinds", kind + " as a code", Flaw.WRONG_KIND, token);
      }
    }
    for (String typ :
        List.of("JWT", "", "GOLDCARD-LIVE+JWT", "application/goldcard-live+jwt", PASS, "at+jwt")) {
      add(
          "kinds",
          "live key, typ '" + typ + "'",
          Flaw.WRONG_KIND,
          live(header("EdDSA", "L01", typ)));
    }
    String pass = forger.sign(KeyPurpose.PASS, header("ES256", "P01", LIVE), liveClaims());
    add("kinds", "code signed by the pass key", Flaw.WRONG_KIND, pass);
    String list = forger.sign(KeyPurpose.LIST, header("ES256", "S01", PASS), passClaims());
    add("kinds", "pass signed by the list key", Flaw.WRONG_KIND, list);
    String access = forger.sign(KeyPurpose.ACCESS, header("EdDSA", "A01", LIVE), liveClaims());
    add("kinds", "code signed by the access key", Flaw.WRONG_KIND, access);
    add("kinds", "typ missing", Flaw.BAD_HEADER, live("{\"alg\":\"EdDSA\",\"kid\":\"L01\"}"));
  }

  private String live(String header) {
    return forger.sign(KeyPurpose.LIVE, header, liveClaims());
  }
}
