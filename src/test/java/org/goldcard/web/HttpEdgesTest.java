package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP itself allows and a hostile client tries: methods, paths, limits, slow senders. */
class HttpEdgesTest {
  private static final Duration SHORT = Duration.ofMillis(700);

  private static final List<String> BOTH_LENGTHS =
      List.of(
          "POST /v1/cards HTTP/1.1",
          "Host: x",
          "Content-Length: 5",
          "Transfer-Encoding: chunked",
          "",
          "0",
          "",
          "GET /health/live HTTP/1.1",
          "",
          "");

  private static ApiUnderTest api;

  @BeforeAll
  static void start() {
    HttpOptions options =
        new HttpOptions(
            "127.0.0.1", 0, 2, null, TrustedProxies.none(), SHORT, Duration.ofSeconds(10), SHORT);
    api = new ApiUnderTest(options);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  /** Sends raw bytes and reads until the server closes. */
  private static String raw(String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Reply method(String method, String path) {
    return api.send(api.request(path).method(method, HttpRequest.BodyPublishers.noBody()));
  }

  @Test
  void answersOtherMethodsWithThoseItTakes() {
    Reply delete = method("DELETE", "/v1/cards/9000000000000001");
    assertThat(delete.status()).isEqualTo(405);
    assertThat(delete.code()).isEqualTo("METHOD_NOT_ALLOWED");
    assertThat(delete.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(method("GET", "/v1/verifications").header("Allow")).isEqualTo("POST, OPTIONS");
    Reply options = method("OPTIONS", "/v1/cards");
    assertThat(options.status()).isEqualTo(204);
    assertThat(options.header("Allow")).isEqualTo("POST, OPTIONS");
    assertThat(method("TRACE", "/v1/cards").status()).isEqualTo(405);
  }

  @Test
  void takesNoMethodFromAHeader() {
    Reply reply =
        api.send(
            api.request("/v1/cards/9000000000000001/loss-report")
                .header("Authorization", api.office())
                .header("X-HTTP-Method-Override", "POST"));
    assertThat(reply.status()).isEqualTo(405);
  }

  @Test
  void answersHeadLikeGetWithoutTheBody() {
    Reply get = api.get("/.well-known/jwks.json", null);
    Reply head = method("HEAD", "/.well-known/jwks.json");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.text()).isEmpty();
    assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
    assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
  }

  @Test
  void knowsNoOtherSpellingOfAPath() {
    String office = api.office();
    for (String path :
        List.of(
            "/nowhere",
            "/v1",
            "/v1/cards/",
            "/v1/cards/9000000000000001/",
            "//v1/cards/9000000000000001",
            "/v1/cards/%39000000000000001",
            "/v1/cards/9000000000000001%2fpass",
            "/v1/cards/x/../9000000000000001",
            "/V1/cards/9000000000000001",
            "/v1/cards/9000000000000001;a=b",
            "/health/live/")) {
      Reply reply = api.get(path, office);
      assertThat(reply.status()).as(path).isEqualTo(404);
      assertThat(reply.code()).as(path).isEqualTo("NOT_FOUND");
    }
  }

  @Test
  void keepsAGoodRequestIdAndReplacesABadOne() {
    Reply kept = api.send(api.request("/nowhere").header("X-Request-Id", "abc-1:2"));
    assertThat(kept.header("X-Request-Id")).isEqualTo("abc-1:2");
    assertThat(kept.json().getString("requestId")).isEqualTo("abc-1:2");
    Reply replaced = api.send(api.request("/health/live").header("X-Request-Id", "a b"));
    assertThat(replaced.header("X-Request-Id")).matches("r[0-9]+");
  }

  @Test
  void saysAProblemInBothLanguages() {
    Reply reply = api.send(api.request("/nowhere").header("X-Request-Id", "x"));
    assertThat(reply.text())
        .isEqualTo(
            "{\"type\":\"urn:goldcard:problem:NOT_FOUND\",\"title\":\"No such resource\",\"status\":404,"
                + "\"code\":\"NOT_FOUND\",\"zh\":\"没有此资源\",\"en\":\"No such resource\","
                + "\"requestId\":\"x\"}");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void refusesOverlongLinesAndHeaders() throws IOException {
    String line = raw("GET /" + "a".repeat(5000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(line).matches("(?s)HTTP/1\\.[01] 414.*").contains("URI_TOO_LONG");
    String headers =
        raw("GET /health/live HTTP/1.1\r\nHost: x\r\nA: " + "a".repeat(9000) + "\r\n\r\n");
    assertThat(headers).matches("(?s)HTTP/1\\.[01] 431.*").contains("HEADERS_TOO_LARGE");
    String many = "GET /health/live HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n".repeat(3000) + "\r\n";
    assertThat(raw(many)).matches("(?s)HTTP/1\\.[01] 431.*");
  }

  @Test
  void refusesWhatIsNoHttpAndWhatCouldBeTwoRequests() throws IOException {
    assertThat(raw("nonsense\r\n\r\n")).matches("(?s)HTTP/1\\.[01] 400.*");
    String both = raw(String.join("\r\n", BOTH_LENGTHS));
    assertThat(both).matches("(?s)HTTP/1\\.[01] 4.*").doesNotContain("\"live\"");
    String lengths =
        raw(
            "POST /v1/cards HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n12345");
    assertThat(lengths).matches("(?s)HTTP/1\\.[01] 400.*");
  }

  private static String post(String headers, String body) {
    return "POST /v1/verifications HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + "Authorization: "
        + api.scanner("east")
        + "\r\n"
        + headers
        + "\r\n"
        + body;
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/2.0", "HTTP/1.2", "HTTP/9.9", "HT*P/1.1", "http/1.1"})
  void refusesOtherProtocolsAsMalformedAndNeverInTheirName(String protocol) throws IOException {
    String answer = raw("GET /health/live " + protocol + "\r\nHost: x\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"REQUEST_MALFORMED\"");
    assertThat(raw("GET /health/live HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 200 ");
  }

  @Test
  void refusesAHugeBodyByItsOwnWordWithoutReadingIt() throws IOException {
    String reply = raw(post("Content-Length: 1000000000\r\n", "{"));
    assertThat(reply).matches("(?s)HTTP/1\\.[01] 413.*").contains("BODY_TOO_LARGE");
  }

  @Test
  void refusesAHugeBodyThatDoesNotSaySo() throws IOException {
    String chunk = "1000\r\n" + "x".repeat(4096) + "\r\n";
    String reply = raw(post("Transfer-Encoding: chunked\r\n", chunk.repeat(3)));
    assertThat(reply).matches("(?s)HTTP/1\\.[01] 413.*").contains("BODY_TOO_LARGE");
  }

  @Test
  void asksForTheBodyOnlyOfAnAdmittedRequest() throws IOException {
    String body = "{\"code\":\"x\",\"requestId\":\"1\"}";
    String expecting = "Expect: 100-continue\r\nContent-Length: " + body.length() + "\r\n";
    assertThat(raw(post(expecting, body))).startsWith("HTTP/1.1 100").contains("HTTP/1.1 200");
    String stranger =
        "POST /v1/verifications HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + expecting
            + "\r\n";
    assertThat(raw(stranger)).matches("(?s)HTTP/1\\.[01] 401.*").doesNotContain("100");
  }

  @Test
  void doesNotWaitForASlowBody() throws IOException {
    String reply = raw(post("Content-Length: 100\r\n", "{\"code\":"));
    assertThat(reply).matches("(?s)HTTP/1\\.[01] 408.*").contains("BODY_TOO_SLOW");
  }

  @Test
  void closesAConnectionOnWhichNoRequestBegins() throws IOException {
    assertThat(raw("")).isEmpty();
    assertThat(raw("GET /health/live HTTP/1.1\r\nHost: x\r\nA: ")).isEmpty();
    assertThat(raw("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")).contains("\"live\"");
  }

  @Test
  void takesNoBodyWhereNoneBelongs() {
    Reply reply =
        api.send(
            api.request("/health/live").method("GET", HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(reply.code()).isEqualTo("BODY_UNEXPECTED");
  }
}
