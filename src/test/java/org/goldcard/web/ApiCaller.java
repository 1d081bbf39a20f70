package org.goldcard.web;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Asks an API on this machine over HTTP. */
abstract class ApiCaller {
  final AtomicInteger names = new AtomicInteger();
  final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  abstract int port();

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  Reply get(String path, @Nullable String authorization) {
    HttpRequest.Builder request = request(path);
    return send(authorization == null ? request : request.header("Authorization", authorization));
  }

  /** A write with a fresh idempotency key. */
  @CanIgnoreReturnValue
  Reply post(String path, String authorization, String body) {
    return send(
        request(path)
            .header("Authorization", authorization)
            .header("Idempotency-Key", "k" + names.incrementAndGet())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  @CanIgnoreReturnValue
  Reply verify(String authorization, JsonObject body) {
    return post("/v1/verifications", authorization, body.encode());
  }

  Reply send(HttpRequest.Builder request) {
    try {
      return new Reply(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("no answer", e);
    }
  }
}
