package org.goldcard.token.jws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {
  private static final String CLAIMS =
      "{\"c\":\"AiV-Gk5hHQ\",\"i\":268435455,\"s\":59834512,\"f\":31,\"n\":\"0aZ_-9xQ\",\"b\":true}";
  private static final List<String> PIECES =
      List.of("\"", "\\", "{", "}", ",", ":", " ", "0", "9", "1e3", ".5", "-", "null", "[]", "é");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void readsFlatTextsNumbersAndTruthInTheirOrder() {
    Map<String, Object> read =
        PlainJson.parse(bytes(" { \"b\" : \"x y\",\t\"a\":9999999999 , \"c\": false\r\n} "));
    assertThat(read)
        .containsExactly(
            Map.entry("b", "x y"), Map.entry("a", 9_999_999_999L), Map.entry("c", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"a\":1}x",
        "{\"a\":1,}",
        "{\"a\":1,\"a\":1}",
        "{\"a\":01}",
        "{\"a\":-1}",
        "{\"a\":1.0}",
        "{\"a\":1e1}",
        "{\"a\":12345678901}",
        "{\"a\":null}",
        "{\"a\":tru}",
        "{\"a\":{\"b\":1}}",
        "{\"a\":[1]}",
        "{\"a\":\"\\u0041\"}",
        "{\"a\":\"门\"}",
        "{\"a\":\"\u007f\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"x}",
        "[\"a\",1]"
      })
  void leavesEverythingElseToAParser(String json) {
    assertThat(PlainJson.parse(bytes(json))).isNull();
  }

  @Test
  void readsNothingOtherwiseThanAParserOfAllJson() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    int read = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] json = bytes(altered(random));
      Map<String, Object> plain = PlainJson.parse(json);
      if (plain != null) {
        assertThat(plain).as(new String(json, StandardCharsets.UTF_8)).isEqualTo(any(json));
        read++;
      }
    }
    assertThat(read).as("texts that were plain").isGreaterThan(1000);
  }

  private static Map<String, Object> any(byte[] json) {
    Map<String, Object> all = StrictJson.parseAny(json);
    return all == null ? Map.of() : all;
  }

  private static String altered(Random random) {
    StringBuilder text = new StringBuilder(CLAIMS);
    for (int n = random.nextInt(3); n >= 0; n--) {
      int from = random.nextInt(text.length());
      int to = Math.min(text.length(), from + random.nextInt(3));
      text.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
