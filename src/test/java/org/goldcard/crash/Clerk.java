package org.goldcard.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Issues and withdraws cards without pause, repeats whatever was not acknowledged under the same
 * key, and remembers every acknowledgement.
 */
final class Clerk implements Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Service service;
  private final AtomicLong talents;
  private final long last;
  private final AtomicBoolean go;
  private final Random random;
  private final Map<Long, String> issued = new ConcurrentHashMap<>();
  private final Map<Long, Long> withdrawn = new ConcurrentHashMap<>();
  private int repetitions;
  private String token = "";

  /**
   * A clerk.
   *
   * @param talents the next talent to serve, shared by all clerks
   * @param last the last talent there is
   * @param go false ends the work after the talent at hand
   */
  Clerk(Service service, AtomicLong talents, long last, AtomicBoolean go, long seed) {
    this.service = service;
    this.talents = talents;
    this.last = last;
    this.go = go;
    this.random = new Random(seed);
  }

  /** Card numbers acknowledged as issued, by talent. */
  Map<Long, String> issued() {
    return issued;
  }

  /** Revisions acknowledged for withdrawals, by talent. */
  Map<Long, Long> withdrawn() {
    return withdrawn;
  }

  int repetitions() {
    return repetitions;
  }

  @Override
  public void run() {
    while (go.get()) {
      long talent = talents.getAndIncrement();
      if (talent > last) {
        return;
      }
      String number = issue(talent);
      issued.put(talent, number);
      if (random.nextBoolean()) {
        withdrawn.put(talent, withdraw(talent, number));
      }
    }
  }

  /** Asks until it is acknowledged, always under the same key. */
  String issue(long talent) {
    HttpResponse<String> answer =
        insist(() -> post("/v1/cards", "issue-" + talent, "{\"talentId\":" + talent + "}"));
    return json(answer).path("number").asText();
  }

  private long withdraw(long talent, String number) {
    String path = "/dev/cards/" + number + "/revocation";
    HttpResponse<String> answer = insist(() -> post(path, "withdraw-" + talent, ""));
    return Long.parseLong(answer.body().replaceAll(".*rev ", ""));
  }

  /** The result of scanning a fresh live code of a card. */
  String scan(String number) {
    HttpResponse<String> code = insist(() -> get("/dev/live-code/" + number));
    String body =
        "{\"code\":\""
            + code.body()
            + "\",\"requestId\":\""
            + number
            + "-"
            + System.nanoTime()
            + "\"}";
    String scanner = insist(() -> get("/dev/token")).body();
    return json(insist(() -> send("/v1/verifications", body, scanner, "-")))
        .path("result")
        .asText();
  }

  private HttpResponse<String> insist(Attempt attempt) {
    long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (System.nanoTime() < end) {
      try {
        HttpResponse<String> answer = attempt.make();
        if (answer.statusCode() / 100 == 2) {
          return answer;
        }
        if (answer.statusCode() == 401) {
          token = "";
        } else if (answer.statusCode() / 100 == 4) {
          throw new AssertionError("refused: " + answer.statusCode() + " " + answer.body());
        }
      } catch (IOException e) {
        // Killed under it: whether it was recorded is unknown, so it is asked again.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      repetitions++;
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    throw new AssertionError("no acknowledgement within three minutes");
  }

  private HttpResponse<String> post(String path, String key, String body)
      throws IOException, InterruptedException {
    if (token.isEmpty()) {
      HttpResponse<String> fresh = get("/dev/token/demo-city");
      token = fresh.statusCode() == 200 ? fresh.body() : "";
    }
    return send(path, body, token, key);
  }

  private HttpResponse<String> send(String path, String body, String bearer, String key)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .timeout(Duration.ofSeconds(5))
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return service.client().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .timeout(Duration.ofSeconds(5))
            .build();
    return service.client().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + answer.body(), e);
    }
  }

  /** One request that a kill may cut short. */
  @FunctionalInterface
  private interface Attempt {
    HttpResponse<String> make() throws IOException, InterruptedException;
  }
}
