package org.goldcard.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The generator counts what it is told, and a stalled server shows in every latency it delayed. */
class GunTest {
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: it\r\n\r\n";

  private final Vertx vertx = Vertx.vertx();
  private int asked;

  private int serverThat(String answer, int stallAt) throws TimeoutException {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  long delay = ++asked == stallAt ? 300 : 0;
                  if (delay == 0) {
                    request.response().end(answer).onFailure(e -> {});
                  } else {
                    vertx.setTimer(delay, id -> request.response().end(answer).onFailure(e -> {}));
                  }
                });
    return server.listen(0, "127.0.0.1").await(20, TimeUnit.SECONDS).actualPort();
  }

  @AfterEach
  void close() throws TimeoutException {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private static Shots shots(int count) {
    return new Shots(Collections.nCopies(count, REQUEST), "VALID");
  }

  @Test
  void countsRightAnswersAndNamesWrongOnes() throws TimeoutException {
    int right = serverThat("{\"result\":\"VALID\"}", 0);
    int wrong = serverThat("{\"result\":\"CODE_USED\"}", 0);
    try (Shots shots = shots(50)) {
      assertThat(Gun.closedLoop(right, 4, shots, Duration.ofSeconds(5)).right()).isEqualTo(50);
      Volley volley = Gun.closedLoop(wrong, 4, shots, Duration.ofSeconds(5));
      assertThat(volley.right()).isZero();
      assertThat(volley.wrong()).containsOnlyKeys("200 CODE_USED").containsValue(50);
    }
  }

  @Test
  void countsTheWaitingOfRequestsThatAStallKeptFromBeingSent() throws TimeoutException {
    int port = serverThat("{\"result\":\"VALID\"}", 20);
    try (Shots shots = shots(100)) {
      Volley volley = Gun.openLoop(port, 1, shots, 200);
      assertThat(volley.right()).isEqualTo(100);
      // 300 ms on the only connection delay the 60 requests that fall due meanwhile.
      assertThat(volley.latency().getCountBetweenValues(50_000_000L, Long.MAX_VALUE))
          .isGreaterThan(40);
    }
  }

  @Test
  void sendsEachRequestOnce() throws TimeoutException {
    int port = serverThat("{\"result\":\"VALID\"}", 0);
    try (Shots shots = new Shots(List.of(REQUEST, REQUEST, REQUEST), "VALID")) {
      assertThat(Gun.closedLoop(port, 2, shots, Duration.ofSeconds(5)).right()).isEqualTo(3);
    }
    assertThat(asked).isEqualTo(3);
  }
}
