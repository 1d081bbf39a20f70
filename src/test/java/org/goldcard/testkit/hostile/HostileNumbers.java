package org.goldcard.testkit.hostile;

import static org.goldcard.testkit.PassForger.liveClaims;
import static org.goldcard.testkit.PassForger.passClaims;

import java.util.ArrayList;
import java.util.List;
import org.goldcard.testkit.PassForger;
import org.goldcard.token.jws.Flaw;

/** Rightly signed tokens with numbers out of range, times out of date, and claims of others. */
final class HostileNumbers {
  private final PassForger forger;
  private final List<Hostile> all = new ArrayList<>();

  HostileNumbers(PassForger forger) {
    this.forger = forger;
  }

  List<Hostile> all() {
    numbers();
    ranges();
    codeRanges();
    meaning();
    moments();
    return all;
  }

  private void pass(String family, String name, Flaw expects, String claims) {
    all.add(new Hostile(family, "pass: " + name, expects, forger.pass(claims)));
  }

  private void code(String family, String name, Flaw expects, String claims) {
    all.add(new Hostile(family, "code: " + name, expects, forger.liveCode(claims)));
  }

  private void numbers() {
    for (String value :
        List.of(
            "1953216000.0",
            "1.953216e9",
            "1e400",
            "-1",
            "9223372036854775808",
            "18446744073709551616",
            "-9223372036854775808",
            "\"1953216000\"",
            "null",
            "true",
            "[1953216000]",
            "{}",
            "01953216000",
            "0x74",
            "NaN",
            "1e9",
            "+1953216000")) {
      Flaw expected = value.equals("-1") ? Flaw.OUT_OF_RANGE : Flaw.BAD_CLAIMS;
      for (String claim : List.of("iat\":1795406410", "nbf\":1795406410", "exp\":1953216000")) {
        String name = claim.substring(0, 3);
        pass(
            "numbers",
            name + " " + value,
            expected,
            passClaims().replace(claim, name + "\":" + value));
      }
    }
  }

  private void ranges() {
    for (String value : List.of("0", "1500000000", "4200000000", "9999999999")) {
      pass("numbers", "exp " + value, Flaw.OUT_OF_RANGE, passClaims().replace("1953216000", value));
    }
    pass(
        "numbers",
        "exp in milliseconds",
        Flaw.BAD_CLAIMS,
        passClaims().replace("1953216000", "1953216000000"));
    pass(
        "numbers",
        "nbf after exp",
        Flaw.OUT_OF_RANGE,
        passClaims().replace("\"nbf\":1795406410", "\"nbf\":1953216001"));
    pass(
        "numbers",
        "iat after nbf",
        Flaw.OUT_OF_RANGE,
        passClaims().replace("\"iat\":1795406410", "\"iat\":1795406411"));
    pass("numbers", "idx -1", Flaw.OUT_OF_RANGE, passClaims().replace("\"idx\":1", "\"idx\":-1"));
    pass(
        "numbers",
        "idx 2^20",
        Flaw.OUT_OF_RANGE,
        passClaims().replace("\"idx\":1", "\"idx\":1048576"));
  }

  private void codeRanges() {
    code("numbers", "index 2^28", Flaw.OUT_OF_RANGE, liveClaims().replace("4711", "268435456"));
    code("numbers", "index -1", Flaw.OUT_OF_RANGE, liveClaims().replace("4711", "-1"));
    code(
        "numbers",
        "index 2^32 + 4711",
        Flaw.OUT_OF_RANGE,
        liveClaims().replace("4711", "4294972007"));
    code("numbers", "index as text", Flaw.BAD_CLAIMS, liveClaims().replace("4711", "\"4711\""));
    code("numbers", "slot 0", Flaw.OUT_OF_RANGE, liveClaims().replace("59846880", "0"));
    code(
        "numbers",
        "slot of nine digits",
        Flaw.OUT_OF_RANGE,
        liveClaims().replace("59846880", "100000000"));
    code("numbers", "fetch 0", Flaw.OUT_OF_RANGE, liveClaims().replace("\"f\":20", "\"f\":0"));
    code("numbers", "fetch 631", Flaw.OUT_OF_RANGE, liveClaims().replace("\"f\":20", "\"f\":631"));
    code("numbers", "fetch -5", Flaw.OUT_OF_RANGE, liveClaims().replace("\"f\":20", "\"f\":-5"));
  }

  private void meaning() {
    String other = "https://card.example.com";
    pass(
        "meaning",
        "another issuer",
        Flaw.WRONG_ISSUER,
        passClaims().replace("{\"iss\":\"" + PassForger.ISSUER, "{\"iss\":\"" + other));
    pass(
        "meaning",
        "issuer with a slash",
        Flaw.WRONG_ISSUER,
        passClaims().replace("cn\",\"sub", "cn/\",\"sub"));
    pass(
        "meaning",
        "another's status list",
        Flaw.WRONG_ISSUER,
        passClaims().replace("\"uri\":\"" + PassForger.ISSUER, "\"uri\":\"" + other));
    pass(
        "meaning",
        "no such status list",
        Flaw.WRONG_ISSUER,
        passClaims().replace("lists/1", "lists/256"));
    pass(
        "meaning",
        "status list 01",
        Flaw.WRONG_ISSUER,
        passClaims().replace("lists/1", "lists/01"));
    pass(
        "meaning",
        "signed in 31 seconds",
        Flaw.TOO_EARLY,
        passClaims().replace("1795406410", "1795406441"));
    pass(
        "meaning",
        "over for a second",
        Flaw.EXPIRED,
        passClaims().replace("1953216000", "1795406410"));
  }

  private void moments() {
    code("meaning", "next slot", Flaw.TOO_EARLY, liveClaims().replace("59846880", "59846881"));
    code(
        "meaning",
        "screenshot of a minute ago",
        Flaw.EXPIRED,
        liveClaims().replace("59846880", "59846878"));
    code("meaning", "year 2064", Flaw.TOO_EARLY, liveClaims().replace("59846880", "99999999"));
  }
}
