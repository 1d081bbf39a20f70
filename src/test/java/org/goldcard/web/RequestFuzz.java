package org.goldcard.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.goldcard.fuzz.Fuzzing;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.partners.terms.Terms;

/** Lines and headers of requests, byte by byte, on a real server: an answer below 500, no echo. */
public final class RequestFuzz {
  private static final int KEPT = 20_000;
  private static final int PATIENCE_MILLIS = 5000;
  private static final int MOST = 64 * 1024;
  private static final String HERE = "\0";

  private static RequestFuzz now = new RequestFuzz();

  private final ApiUnderTest api =
      new ApiUnderTest(
          HttpOptions.of(
              "127.0.0.1", 0, 1, null, TrustedProxies.of(InetAddress::isLoopbackAddress)));
  private final Card card = api.card(TalentClass.B);
  private final List<String> heads = heads();
  private int asked;

  private RequestFuzz() {
    api.offline.catchUp();
    api.terms.put("test", Terms.NONE.inSandbox(true));
  }

  /** Requests without their ends; the input stands where the zero is. */
  private List<String> heads() {
    String office = "\r\nAuthorization: " + api.office();
    String scanner = "\r\nAuthorization: " + api.scanner("east");
    Set<Scope> scopes = EnumSet.of(Scope.VERIFY, Scope.INTROSPECT, Scope.SANDBOX);
    String sandbox =
        "\r\nAuthorization: "
            + api.bearer(new Access("test", scopes, Gate.VENUE, "east", true, api.end()));
    String changes = "GET /v1/events/changes?";
    String codes = "GET /v1/sandbox/cards/900000000000";
    return List.of(
        "GET " + HERE,
        "GET /v1/cards/" + HERE + office,
        "GET /v1/cards/" + card.number().digits() + "/live-codes?" + HERE + office,
        changes + HERE + office,
        "GET /v1/status-lists/" + HERE,
        "GET /v1/status-lists/0" + header("If-None-Match"),
        "GET /v1/cards/" + card.number().digits() + "/pass" + header("Accept") + office,
        "GET /v1/offline-bundle?" + HERE + scanner,
        "GET /v1/offline-bundle" + header("If-None-Match") + scanner,
        "GET /v1/events" + header("Last-Event-ID") + scanner,
        codes + "0000/codes" + header("Sandbox-Clock-Offset") + sandbox,
        codes + HERE + sandbox,
        "GET /health/ready" + header("X-Forwarded-For"),
        "GET /metrics" + header("X-Forwarded-For"),
        "GET /health/live" + header("X-Request-Id"),
        "GET /v1/cards/1" + header("Authorization"),
        "POST /v1/cards/1/resumption\r\nContent-Length: 0" + header("Idempotency-Key") + office,
        "POST /oauth2/token\r\nContent-Length: 0" + header("Authorization"),
        "POST /oauth2/introspect\r\nContent-Length: 0" + header("Accept") + office,
        "POST /v1/verifications\r\nContent-Length: 0" + header("Content-Type") + scanner,
        "GET /docs" + header("Accept-Encoding"));
  }

  private static String header(String name) {
    return "\r\n" + name + ": " + HERE;
  }

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    if (now.asked++ > KEPT) {
      now.api.close();
      now = new RequestFuzz();
    }
    now.ask(input);
  }

  private void ask(byte[] input) throws IOException {
    int way = Fuzzing.way(input, heads.size() + 1);
    String text = Fuzzing.text(Fuzzing.rest(input));
    if (way == heads.size()) {
      // As it comes, with whatever it lets follow: it may as well wait for more.
      check(answer(bytes(text + "\r\n\r\n"), true));
      return;
    }
    String part = text.replaceAll("[\r\n]", "");
    String head = heads.get(way);
    int end = head.indexOf("\r\n");
    String line = end < 0 ? head : head.substring(0, end);
    String rest = end < 0 ? "" : head.substring(end);
    String whole = line + " HTTP/1.1\r\nHost: a" + rest + "\r\nConnection: close\r\n\r\n";
    check(answer(bytes(whole.replace(HERE, part)), false));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What comes back, up to the end of the head and what came with it. */
  private String answer(byte[] request, boolean mayWait) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      socket.setSoTimeout(mayWait ? 100 : PATIENCE_MILLIS);
      socket.setSoLinger(true, 0);
      try {
        socket.getOutputStream().write(request);
        return read(socket.getInputStream());
      } catch (SocketTimeoutException e) {
        Fuzzing.holds(mayWait, "no answer");
        return "";
      } catch (IOException e) {
        // Hung up on, which is an answer to what is no HTTP.
        return "";
      }
    }
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] some = new byte[8192];
    for (int n = in.read(some); n >= 0; n = in.read(some)) {
      all.write(some, 0, n);
      String text = all.toString(StandardCharsets.ISO_8859_1);
      if (text.contains("text/event-stream") || all.size() > MOST) {
        return text;
      }
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  private static void check(String answer) {
    boolean known = answer.isEmpty() || answer.matches("(?s)HTTP/1.[01] [1234]\\d\\d .*");
    Fuzzing.holds(known, "neither hung up on nor below 500: " + answer);
    Fuzzing.neverShown(answer);
  }
}
