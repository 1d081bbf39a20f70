package org.goldcard.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.goldcard.testkit.Awaited;
import org.jspecify.annotations.Nullable;

/** A partner's receiver on this machine, which does to each push what its script says. */
final class ScriptedReceiver implements AutoCloseable {
  /** Takes everything. */
  static final BiConsumer<HttpServerRequest, JsonObject> TAKES =
      (request, claims) -> end(request, 202);

  final List<Taken> pushed = new CopyOnWriteArrayList<>();
  final List<Taken> taken = new CopyOnWriteArrayList<>();
  volatile BiConsumer<HttpServerRequest, JsonObject> script = TAKES;
  private final Vertx vertx;
  private final @Nullable PemKeyCertOptions certificate;
  private @Nullable HttpServer server;
  private int port;

  ScriptedReceiver(Vertx vertx, @Nullable PemKeyCertOptions certificate) {
    this.vertx = vertx;
    this.certificate = certificate;
    open();
  }

  /** One event as it arrived, its signature not yet checked. */
  record Taken(String token, JsonObject claims) {
    String jti() {
      return claims.getString("jti");
    }

    String sub() {
      return claims.getJsonObject("sub_id").getString("sub");
    }

    long rev() {
      return Long.parseLong(claims.getString("txn").split("\\.", -1)[1]);
    }

    String event() {
      return claims.getJsonObject("events").fieldNames().iterator().next();
    }
  }

  static void end(HttpServerRequest request, int status) {
    if (status == 202) {
      request.response().setStatusCode(status).end();
    } else {
      request.response().setStatusCode(status).end("<html>" + status + "</html>");
    }
  }

  /** Listens, again on the port it had. */
  void open() {
    HttpServerOptions options = new HttpServerOptions().setPort(port).setHost("127.0.0.1");
    if (certificate != null) {
      options.setSsl(true).setKeyCertOptions(certificate);
    }
    server = Awaited.result(vertx.createHttpServer(options).requestHandler(this::serve).listen());
    port = server.actualPort();
  }

  private void serve(HttpServerRequest request) {
    request.body().onSuccess(body -> serve(request, body.toString()));
  }

  private void serve(HttpServerRequest request, String token) {
    String payload = token.split("\\.", -1)[1];
    JsonObject claims =
        new JsonObject(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    Taken event = new Taken(token, claims);
    pushed.add(event);
    script.accept(request, claims);
    if (request.response().ended() && request.response().getStatusCode() == 202) {
      taken.add(event);
    }
  }

  /** Listens no more; connections break. */
  @Override
  public void close() {
    HttpServer running = server;
    if (running != null) {
      Awaited.result(running.close());
      server = null;
    }
  }

  int port() {
    return port;
  }

  URI url() {
    String start = certificate == null ? "http://127.0.0.1:" : "https://localhost:";
    return URI.create(start + port + "/events?from=goldcard");
  }

  /** The revisions taken, by holder, in the order they came. */
  Map<String, List<Long>> byHolder() {
    return taken.stream()
        .collect(
            Collectors.groupingBy(Taken::sub, Collectors.mapping(Taken::rev, Collectors.toList())));
  }

  /** The names of the events taken, each once. */
  Set<String> jtis() {
    return taken.stream().map(Taken::jti).collect(Collectors.toSet());
  }

  /** Waits until so many different events were taken. */
  void awaitTaken(int events) {
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(jtis()).hasSize(events));
  }

  /** What was taken of each card came in its order. */
  void assertInOrder() {
    byHolder().forEach((holder, revs) -> assertThat(revs).as(holder).isSorted());
  }
}
