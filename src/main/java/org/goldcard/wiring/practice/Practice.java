package org.goldcard.wiring.practice;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node does before it takes requests: it asks itself some thousand scans, so that the code
 * they run through is compiled when the first people come, and a restart is not felt at the gates.
 * All of it happens on a {@link PracticeGround}; a practice that fails keeps no node from starting.
 */
public final class Practice {
  private static final Logger LOG = LoggerFactory.getLogger(Practice.class);
  private static final int LANES = 8;
  private static final int ENOUGH = 4000;

  private final PracticeGround ground;
  private final Vertx vertx;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger right = new AtomicInteger();
  private final Duration time;
  private volatile long end;

  private Practice(InstantSource clock, Duration time) {
    this.time = time;
    this.ground = new PracticeGround(clock);
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
  }

  /** Practises for a time; answers how many scans were right, whatever happened. */
  public static Future<Integer> run(InstantSource clock, Duration time) {
    if (time.isZero()) {
      return Future.succeededFuture(0);
    }
    Practice practice = new Practice(clock, time);
    // No future of a loop of its own: with that closed it could not be told.
    Promise<Integer> practised = Promise.promise();
    practice
        .scans()
        .onFailure(e -> LOG.warn("nothing was practised before opening", e))
        .onComplete(done -> practice.close(practised));
    return practised.future();
  }

  private Future<Void> scans() {
    return ground.listen(vertx).compose(server -> lanes(server.port()));
  }

  private Future<Void> lanes(int port) {
    HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(LANES));
    String token = "Bearer " + ground.token();
    end = System.nanoTime() + time.toNanos();
    return Future.join(
            IntStream.range(0, LANES).mapToObj(lane -> again(client, port, token)).toList())
        .mapEmpty();
  }

  private Future<Void> again(HttpClient client, int port, String token) {
    return System.nanoTime() - end >= 0 || asked.get() >= ENOUGH
        ? Future.succeededFuture()
        : scan(client, port, token).compose(answered -> again(client, port, token));
  }

  private Future<Void> scan(HttpClient client, int port, String token) {
    String body =
        "{\"code\":\"%s\",\"requestId\":\"%d\"}".formatted(ground.code(), asked.incrementAndGet());
    return client
        .request(HttpMethod.POST, port, "127.0.0.1", "/v1/verifications")
        .compose(
            request ->
                request
                    .putHeader("Authorization", token)
                    .putHeader("Content-Type", "application/json")
                    .send(body))
        .compose(HttpClientResponse::body)
        .onSuccess(this::count)
        .mapEmpty();
  }

  private void count(Buffer answer) {
    if (answer.toString().contains("\"VALID\"")) {
      right.incrementAndGet();
    }
  }

  private void close(Promise<Integer> practised) {
    LOG.info("practised {} scans before opening", right.get());
    vertx.close().onComplete(closed -> practised.complete(right.get()));
  }
}
