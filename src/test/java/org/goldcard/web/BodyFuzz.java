package org.goldcard.web;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.goldcard.fuzz.Fuzzing;
import org.jspecify.annotations.Nullable;

/** Bodies, forms, queries and bearer tokens on a real server: an answer below 500, and no echo. */
public final class BodyFuzz {
  private static final int KEPT = 5000;
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final List<String> BY_SCANNER =
      List.of(
          "/v1/verifications",
          "/v1/verifications/batch",
          "/v1/verifications/sync",
          "/v1/devices/heartbeat");
  private static final List<String> BY_OFFICE =
      List.of("/v1/cards", "suspension", "resumption", "loss-report", "closure", "upgrade");
  private static final int WAYS = BY_SCANNER.size() + BY_OFFICE.size() + 5;

  private static BodyFuzz now = new BodyFuzz();

  private final ApiUnderTest api = new ApiUnderTest();
  private final Card card = api.card(TalentClass.B);
  private final String scanner = api.scanner("east");
  private final String office = api.office();
  private int asked;

  private BodyFuzz() {
    api.offline.catchUp();
  }

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (now.asked++ > KEPT) {
      now.api.close();
      now = new BodyFuzz();
    }
    now.ask(Fuzzing.way(input, WAYS), Fuzzing.rest(input));
  }

  private void ask(int way, byte[] body) {
    int office1 = BY_SCANNER.size();
    int others = office1 + BY_OFFICE.size();
    if (way < office1) {
      post(BY_SCANNER.get(way), scanner, JSON, body);
    } else if (way < others) {
      String name = BY_OFFICE.get(way - office1);
      String path = name.startsWith("/") ? name : "/v1/cards/" + card.number() + "/" + name;
      post(path, office, JSON, body);
    } else {
      other(way - others, body);
    }
  }

  private void other(int way, byte[] body) {
    switch (way) {
      case 0 -> post("/oauth2/token", null, FORM, body);
      case 1 -> {
        String basic = "Basic " + Base64.getEncoder().encodeToString(body);
        byte[] form = "grant_type=client_credentials".getBytes(StandardCharsets.US_ASCII);
        post("/oauth2/token", basic, FORM, form);
      }
      case 2 -> post("/oauth2/introspect", office, FORM, body);
      case 3 -> get("/v1/offline-bundle?since=" + printable(body), scanner);
      default -> get("/v1/cards/9123456789012348", "Bearer " + printable(body));
    }
  }

  /** What the client lets through in an address or a header. */
  private static String printable(byte[] body) {
    String text = Fuzzing.text(body).replaceAll("[^A-Za-z0-9._~%-]", "");
    return text.replaceAll("%(?![0-9A-Fa-f]{2})", "");
  }

  private void get(String path, String authorization) {
    check(api.send(api.request(path).header("Authorization", authorization)));
  }

  private void post(String path, @Nullable String bearer, String type, byte[] body) {
    HttpRequest.Builder request =
        api.request(path)
            .header("Content-Type", type)
            .header("Idempotency-Key", "k" + api.names.incrementAndGet())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    check(api.send(bearer == null ? request : request.header("Authorization", bearer)));
  }

  private static void check(Reply reply) {
    Fuzzing.holds(reply.status() < 500, reply.status() + " " + reply.text());
    Fuzzing.neverShown(reply.text());
  }
}
