package org.goldcard.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.EnumSet;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.goldcard.card.talent.Recognition;
import org.goldcard.card.talent.Standing;
import org.goldcard.partners.Scope;
import org.goldcard.testkit.Awaited;
import org.goldcard.verifying.sandbox.TestCard;
import org.jspecify.annotations.Nullable;

/** For each route a request with nothing wrong in it: what is refused is refused for its caller. */
final class DoorRequests {
  /** A request that names no place. */
  static final Where NOWHERE = new Where(null, null);

  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final ApiUnderTest api;
  private final Card card;

  DoorRequests(ApiUnderTest api) {
    this.api = api;
    this.card = api.card(TalentClass.B);
    api.offline.catchUp();
    Awaited.result(api.clients.add("vendor", "secret", EnumSet.of(Scope.CODES), null));
  }

  /** A right request, without a caller. */
  HttpRequest.Builder right(DoorRow row, Where where) {
    String path = path(row);
    if (row.method().equals("GET")) {
      return api.request(row.place().equals("query") ? path + where.query() : path);
    }
    HttpRequest.Builder post =
        api.request(path)
            .header("Idempotency-Key", "k" + api.names.incrementAndGet())
            .POST(HttpRequest.BodyPublishers.ofString(body(row, where)));
    return post.header("Content-Type", row.path().startsWith("/oauth2/") ? FORM : JSON);
  }

  /** What the token endpoint asks of its callers. */
  static String credentials() {
    byte[] pair = "vendor:secret".getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private String path(DoorRow row) {
    boolean sandbox = row.side().equals("sandbox");
    boolean changes = row.method().equals("POST") && row.path().contains(":number/");
    String number =
        sandbox
            ? TestCard.all().get(0).number().digits()
            : (changes ? api.card(TalentClass.C) : card).number().digits();
    return prepared(row.path(), number)
        .replace(":number", number)
        .replace(":name", "page.css")
        .replace(":n", "0");
  }

  /** Brings a card to where the change of it that is asked for is right. */
  private String prepared(String path, String number) {
    String cards = "/v1/cards/" + number;
    if (path.endsWith("/resumption")) {
      api.post(cards + "/loss-report", api.office(), "");
    } else if (path.endsWith("/upgrade")) {
      long talent = api.card(org.goldcard.card.CardNumber.parse(number).orElseThrow()).talentId();
      Recognition higher = new Recognition(TalentClass.A, LocalDate.of(2026, 11, 20), null);
      api.cards.recognise(talent, Standing.of(higher));
    }
    return path;
  }

  private String body(DoorRow row, Where where) {
    String requestId = "r-" + api.names.incrementAndGet();
    String now = api.clock.instant().toString();
    JsonObject scan = new JsonObject().put("code", api.liveCode(card)).put("requestId", requestId);
    String path = row.path();
    if (row.opensTo().equals("holder")) {
      return "{}";
    }
    String last = path.substring(path.lastIndexOf('/') + 1);
    return switch (last) {
      case "token" -> "grant_type=client_credentials";
      case "introspect" -> "token=" + encoded(api.passes.sign(card).text());
      case "cards" -> "{\"talentId\":" + api.talent(TalentClass.D) + "}";
      case "suspension" -> "{\"reasonCode\":\"PHONE_LOST\"}";
      case "closure" -> "{\"reason\":\"HOLDER_WISH\",\"evidence\":\"A-1\"}";
      case "loss-report", "resumption", "upgrade" -> "{}";
      case "verifications" -> where.in(scan).encode();
      case "batch" -> list("verifications", where.in(scan)).encode();
      case "heartbeat" -> where.in(new JsonObject().put("sentAt", now)).encode();
      case "sync" ->
          where
              .in(list("scans", scan.put("scannedAt", now).put("decision", "ADMITTED")))
              .put("sentAt", now)
              .encode();
      default -> throw new AssertionError("no right request is known for " + row.route());
    };
  }

  private static JsonObject list(String name, JsonObject one) {
    return new JsonObject().put(name, new JsonArray().add(one));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.US_ASCII);
  }

  /** The answer as {@code 403 SCOPE_MISSING} or {@code 200}; of a stream what comes first. */
  String said(HttpRequest.Builder request) {
    try {
      HttpResponse<InputStream> response =
          api.http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        boolean stream = type.startsWith("text/event-stream");
        String text = stream ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        String code = type.contains("json") && !text.isEmpty() ? code(new JsonObject(text)) : "";
        return (response.statusCode() + " " + code).strip();
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("no answer", e);
    }
  }

  /** The code of a problem, or of the only entry of a list; empty for whatever went well. */
  private static String code(JsonObject answer) {
    JsonArray entries = answer.getJsonArray("verifications");
    JsonObject one = entries == null ? answer : entries.getJsonObject(0);
    return one.getString("code", "");
  }

  /** The place a request names. */
  record Where(@Nullable String venue, @Nullable String checkpoint) {
    JsonObject in(JsonObject body) {
      if (venue != null) {
        body.put("venue", venue);
      }
      return checkpoint == null ? body : body.put("checkpoint", checkpoint);
    }

    String query() {
      return venue == null ? "" : "?venue=" + venue;
    }
  }
}
