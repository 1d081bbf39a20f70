package org.goldcard.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
  private final JsonText json = new JsonText(4).open('{');

  private String written() {
    return new String(json.close('}').toBytes(), StandardCharsets.UTF_8);
  }

  private JsonObject read() {
    return new JsonObject(Buffer.buffer(json.close('}').toBytes()));
  }

  @Test
  void separatesMembersAndElements() {
    json.text("a", "x").open("list", '[').open('{').number("n", -7).close('}');
    json.open('{').flag("yes", true).close('}').close(']').open("none", '{').close('}');
    json.text("left out", null).flag("no", false);
    assertThat(written())
        .isEqualTo("{\"a\":\"x\",\"list\":[{\"n\":-7},{\"yes\":true}],\"none\":{},\"no\":false}");
  }

  @Test
  void whatAnyTextSaysIsReadBackUnchanged() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    int[] points =
        new Random(seed).ints(2000, 0, 0x2FFFF).filter(p -> p < 0xD800 || p > 0xDFFF).toArray();
    String text = "\u0000\n\"\\/\u007f\u0080é门𠮷" + new String(points, 0, points.length);
    json.text("text", text);
    assertThat(read().getString("text")).isEqualTo(text);
  }

  @Test
  void halfASurrogatePairDoesNotSpoilTheRest() {
    json.text("text", "a\uD842b\uDFB7");
    assertThat(read().getString("text")).isEqualTo("a\uFFFDb\uFFFD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23T23:21:22.707999Z",
        "2026-01-02T03:04:05.006Z",
        "2026-11-23T23:21:22Z",
        "1969-12-31T23:59:59.999Z",
        "+12345-01-01T00:00:00Z"
      })
  void writesMomentsAsInstantDoes(String moment) {
    Instant at = Instant.parse(moment);
    json.moment("at", at);
    assertThat(read().getString("at")).isEqualTo(at.truncatedTo(ChronoUnit.MILLIS).toString());
  }

  @Test
  void writesDaysAndThousandths() {
    json.day("day", LocalDate.of(2031, 1, 9));
    json.thousandths("a", 0).thousandths("b", 12_345).thousandths("c", -50);
    assertThat(written())
        .isEqualTo("{\"day\":\"2031-01-09\",\"a\":0.000,\"b\":12.345,\"c\":-0.050}");
  }
}
