package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.goldcard.testkit.Awaited;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route with a body against every kind of bad one: a problem that names the place, always.
 */
class BadBodyTableTest {
  private static final String CARD = "/v1/cards/NUMBER";

  private static ApiUnderTest api;
  private static Card card;

  @BeforeAll
  static void start() {
    api = new ApiUnderTest();
    card = api.card(TalentClass.C);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  /** A route, a good body of it, and one of its fields. */
  private record Taker(String path, String good, String field) {}

  private static List<Taker> takers() {
    return List.of(
        new Taker("/v1/cards", "{\"talentId\":1}", "talentId"),
        new Taker(CARD + "/suspension", "{\"reasonCode\":\"PHONE_LOST\"}", "reasonCode"),
        new Taker(CARD + "/closure", "{\"reason\":\"DEATH\",\"evidence\":\"A-1\"}", "reason"),
        new Taker("/v1/verifications", "{\"code\":\"a.b.c\",\"requestId\":\"1\"}", "code"),
        new Taker("/v1/devices/heartbeat", "{\"sentAt\":\"2026-11-23T02:00:00Z\"}", "sentAt"));
  }

  /** Routes that take a list: what is wrong within an entry is answered in its place. */
  private static List<Taker> takersOfLists() {
    return List.of(
        new Taker("/v1/verifications/batch", "{\"verifications\":[{}]}", "verifications"),
        new Taker("/v1/verifications/sync", "{\"scans\":[{}]}", "scans"));
  }

  static Stream<Arguments> listBodies() {
    return takersOfLists().stream()
        .flatMap(
            t ->
                Stream.of(
                    Arguments.of(t.path(), "", "BODY_EMPTY", "$"),
                    Arguments.of(t.path(), "   ", "BODY_EMPTY", "$"),
                    Arguments.of(t.path(), "[]", "FIELD_TYPE", "$"),
                    Arguments.of(t.path(), "\"text\"", "FIELD_TYPE", "$"),
                    Arguments.of(t.path(), "{}", "FIELD_MISSING", "$." + t.field()),
                    Arguments.of(t.path(), cut(t), "BODY_MALFORMED", "$"),
                    Arguments.of(t.path(), t.good() + "x", "BODY_MALFORMED", "$"),
                    Arguments.of(t.path(), t.good() + t.good(), "BODY_MALFORMED", "$"),
                    Arguments.of(t.path(), twice(t), "FIELD_DUPLICATE", "$." + t.field()),
                    Arguments.of(t.path(), typed(t, "{}"), "FIELD_TYPE", "$." + t.field()),
                    Arguments.of(t.path(), typed(t, "null"), "FIELD_TYPE", "$." + t.field()),
                    Arguments.of(t.path(), typed(t, "1.5"), "FIELD_TYPE", "$." + t.field()),
                    Arguments.of(t.path(), typed(t, "[]"), "FIELD_VALUE", "$." + t.field()),
                    Arguments.of(t.path(), marked(t), "BODY_MALFORMED", "$"),
                    Arguments.of(t.path(), "{\"a\":NaN}", "BODY_MALFORMED", "$"),
                    Arguments.of(t.path(), deep(5, "{\"a\":", "}"), "BODY_TOO_DEEP", "$.a.a.a.a")));
  }

  @ParameterizedTest
  @MethodSource("listBodies")
  void refusesABadListAndNamesThePlace(String path, String body, String code, String field) {
    Reply reply = send(path, body.getBytes(StandardCharsets.UTF_8));
    assertThat(reply.status()).as(path + " " + body).isEqualTo(400);
    assertThat(reply.code()).as(path + " " + body).isEqualTo(code);
    assertThat(reply.field()).as(path + " " + body).isEqualTo(field);
    nothingWasStored();
  }

  private static List<String> takersOfNothing() {
    return List.of(CARD + "/loss-report", CARD + "/resumption", CARD + "/upgrade");
  }

  static Stream<Arguments> bodies() {
    Stream<Arguments> fields =
        takers().stream()
            .flatMap(
                t ->
                    Stream.of(
                        Arguments.of(t.path(), "", "BODY_EMPTY", "$"),
                        Arguments.of(t.path(), "   ", "BODY_EMPTY", "$"),
                        Arguments.of(t.path(), "{}", "FIELD_MISSING", "$." + t.field()),
                        Arguments.of(t.path(), huge(t), "BODY_TOO_LARGE", "$"),
                        Arguments.of(t.path(), cut(t), "BODY_MALFORMED", null),
                        Arguments.of(t.path(), t.good() + "x", "BODY_MALFORMED", "$"),
                        Arguments.of(t.path(), t.good() + t.good(), "BODY_MALFORMED", "$"),
                        Arguments.of(t.path(), twice(t), "FIELD_DUPLICATE", "$." + t.field()),
                        Arguments.of(t.path(), typed(t, "[]"), "FIELD_TYPE", "$." + t.field()),
                        Arguments.of(t.path(), typed(t, "true"), "FIELD_TYPE", "$." + t.field()),
                        Arguments.of(t.path(), typed(t, "null"), "FIELD_TYPE", "$." + t.field()),
                        Arguments.of(t.path(), typed(t, "1.5"), "FIELD_TYPE", "$." + t.field()),
                        Arguments.of(t.path(), typed(t, "{}"), "FIELD_TYPE", "$." + t.field()),
                        Arguments.of(t.path(), marked(t), "BODY_MALFORMED", "$"),
                        Arguments.of(t.path(), "'single'", "BODY_MALFORMED", "$"),
                        Arguments.of(t.path(), "{\"a\":NaN}", "BODY_MALFORMED", "$")));
    Stream<Arguments> all =
        Stream.concat(takers().stream().map(Taker::path), takersOfNothing().stream())
            .flatMap(
                path ->
                    Stream.of(
                        Arguments.of(path, "[]", "FIELD_TYPE", "$"),
                        Arguments.of(path, "\"text\"", "FIELD_TYPE", "$"),
                        Arguments.of(path, "{\"x\":1", "BODY_MALFORMED", "$"),
                        Arguments.of(path, "{\"surprise\":1}", null, "$.surprise"),
                        Arguments.of(path, deep(5, "{\"a\":", "}"), "BODY_TOO_DEEP", "$.a.a.a.a"),
                        Arguments.of(
                            path, deep(1000, "{\"a\":", "}"), "BODY_TOO_DEEP", "$.a.a.a.a"),
                        Arguments.of(
                            path, "{\"a\":" + deep(3000, "[", "]") + "}", "BODY_TOO_DEEP", null)));
    return Stream.concat(fields, all);
  }

  private static String huge(Taker taker) {
    return "{\"" + taker.field() + "\":\"" + "x".repeat(8192) + "\"}";
  }

  private static String cut(Taker taker) {
    return taker.good().substring(0, taker.good().length() - 1);
  }

  private static String twice(Taker taker) {
    String inside = taker.good().substring(1, taker.good().length() - 1);
    return "{" + inside + "," + inside + "}";
  }

  private static String typed(Taker taker, String value) {
    return "{\"" + taker.field() + "\":" + value + "}";
  }

  private static String marked(Taker taker) {
    return "\uFEFF" + taker.good();
  }

  private static String deep(int levels, String open, String close) {
    return open.repeat(levels) + "1" + close.repeat(levels);
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void refusesABadBodyAndNamesThePlace(String path, String body, String code, String field) {
    String prefix = body.length() > 20 ? body.substring(0, 20) : body;
    Reply reply = send(path, body.getBytes(StandardCharsets.UTF_8));
    boolean takesNothing = code == null && !path.equals("/v1/cards");
    assertThat(reply.status()).as(path + " " + prefix).isBetween(400, 422);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.field()).startsWith("$");
    if (code != null) {
      assertThat(reply.code()).as(path + " " + prefix).isEqualTo(code);
    }
    if (field != null && code != null) {
      assertThat(reply.field()).as(path + " " + prefix).isEqualTo(field);
    }
    if (takesNothing && takersOfNothing().contains(path)) {
      assertThat(reply.code()).isEqualTo("FIELD_UNKNOWN");
      assertThat(reply.field()).isEqualTo(field);
    }
    nothingWasStored();
  }

  static Stream<Arguments> unknownFields() {
    return takers().stream()
        .map(t -> Arguments.of(t.path(), cut(t) + ",\"surprise\":1}", "$.surprise"));
  }

  @ParameterizedTest
  @MethodSource("unknownFields")
  void namesAFieldNobodyKnows(String path, String body, String field) {
    Reply reply = send(path, body.getBytes(StandardCharsets.UTF_8));
    assertThat(reply.code()).isEqualTo("FIELD_UNKNOWN");
    assertThat(reply.field()).isEqualTo(field);
    nothingWasStored();
  }

  static Stream<String> allTakers() {
    Stream<Taker> some = Stream.concat(takers().stream(), takersOfLists().stream());
    return Stream.concat(some.map(Taker::path), takersOfNothing().stream());
  }

  @ParameterizedTest
  @MethodSource("allTakers")
  void refusesBytesThatAreNotUtf8(String path) {
    byte[][] broken = {
      {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
      {'{', '"', 'a', '"', ':', '"', (byte) 0xc0, (byte) 0xaf, '"', '}'},
      {'{', '"', 'a', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'},
      "{\"a\":\"金卡\"}".getBytes(StandardCharsets.UTF_16LE),
      "{\"a\":\"济南\"}".getBytes(java.nio.charset.Charset.forName("GB18030")),
    };
    for (byte[] body : broken) {
      Reply reply = send(path, body);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.code()).isIn("BODY_NOT_UTF8", "BODY_MALFORMED");
    }
    assertThat(send(path, broken[0]).code()).isEqualTo("BODY_NOT_UTF8");
    nothingWasStored();
  }

  @ParameterizedTest
  @MethodSource("allTakers")
  void refusesOtherTypesAndCompressedBodies(String path) {
    for (String type : List.of("text/plain", "application/json; charset=gbk", "application/xml")) {
      Reply reply = api.send(writing(path, "{}").setHeader("Content-Type", type));
      assertThat(reply.status()).as(type).isEqualTo(415);
      assertThat(reply.field()).isEqualTo("header.Content-Type");
    }
    Reply packed = api.send(writing(path, "{}").header("Content-Encoding", "gzip"));
    assertThat(packed.status()).isEqualTo(415);
    assertThat(packed.field()).isEqualTo("header.Content-Encoding");
  }

  private static HttpRequest.Builder writing(String path, String body) {
    boolean verifies = path.startsWith("/v1/verifications") || path.startsWith("/v1/devices");
    return api.request(path.replace("NUMBER", card.number().digits()))
        .header("Authorization", verifies ? api.scanner("east") : api.office())
        .header("Idempotency-Key", "k" + api.names.incrementAndGet())
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private static Reply send(String path, byte[] body) {
    return api.send(writing(path, "").POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  /** The one card is as it was issued, and nothing came into the feed since. */
  private static void nothingWasStored() {
    assertThat(api.card(card.number())).isEqualTo(card);
    assertThat(Awaited.result(api.cards.log().head()).seq()).isEqualTo(2);
  }
}
