package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SelfSignedCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.goldcard.web.connection.ConnectionBounds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Callers that abuse the frames of HTTP/2 lose their connection, and others are answered meanwhile.
 */
class HostileHttpTwoTest {
  private static final Duration SHORT = Duration.ofMillis(600);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final byte[] REQUEST = HttpTwoWire.get("/health/live");

  private final SelfSignedCertificate pem = SelfSignedCertificate.create("localhost");
  private final ApiUnderTest api =
      new ApiUnderTest(
          new HttpOptions(
              "127.0.0.1",
              0,
              1,
              new HttpOptions.Tls(Path.of(pem.certificatePath()), Path.of(pem.privateKeyPath())),
              TrustedProxies.none(),
              LONG,
              LONG,
              LONG,
              new ConnectionBounds(50, 50, SHORT, LONG)),
          TestDoors.wide());

  @AfterEach
  void close() {
    api.close();
    pem.delete();
  }

  private static byte[] request(int stream) {
    int flags = HttpTwoWire.END_STREAM | HttpTwoWire.END_HEADERS;
    return HttpTwoWire.frame(HttpTwoWire.HEADERS, flags, stream, REQUEST);
  }

  private void othersAreAnswered() throws IOException {
    try (HttpTwoWire other = new HttpTwoWire(api.port())) {
      other.send(request(1));
      assertThat(other.awaits(HttpTwoWire.HEADERS)).isTrue();
    }
  }

  @Test
  void whoTakesRequestsBackAgainAndAgainIsCutOff() throws IOException {
    try (HttpTwoWire wire = new HttpTwoWire(api.port())) {
      ByteArrayOutputStream many = new ByteArrayOutputStream();
      byte[] cancel = {0, 0, 0, 8};
      for (int stream = 1; stream < 2000; stream += 2) {
        many.writeBytes(request(stream));
        many.writeBytes(HttpTwoWire.frame(HttpTwoWire.RESET, 0, stream, cancel));
      }
      int unused = wire.untilEnded(many.toByteArray(), 1);
      othersAreAnswered();
      assertThat(wire.awaits(HttpTwoWire.GO_AWAY)).isTrue();
      assertThat(wire.awaits(HttpTwoWire.PING)).as("ended").isFalse();
    }
  }

  @Test
  void whoNeverEndsItsHeadersIsCutOff() throws IOException {
    for (int size : new int[] {0, 1, 16_000}) {
      try (HttpTwoWire wire = new HttpTwoWire(api.port())) {
        wire.send(HttpTwoWire.frame(HttpTwoWire.HEADERS, 0, 1, REQUEST));
        byte[] more = HttpTwoWire.frame(HttpTwoWire.CONTINUATION, 0, 1, new byte[size]);
        int taken = wire.untilEnded(more, 100);
        othersAreAnswered();
        assertThat(taken < 0 || !wire.awaits(HttpTwoWire.PING)).as("%s bytes", size).isTrue();
      }
    }
  }

  @Test
  void whoAsksForAnswersAndReadsNoneIsCutOff() throws IOException {
    byte[] ping = HttpTwoWire.frame(HttpTwoWire.PING, 0, 0, new byte[8]);
    byte[] settings = HttpTwoWire.frame(HttpTwoWire.SETTINGS, 0, 0, new byte[0]);
    for (byte[] frame : new byte[][] {ping, settings}) {
      ByteArrayOutputStream many = new ByteArrayOutputStream();
      for (int i = 0; i < 1000; i++) {
        many.writeBytes(frame);
      }
      try (HttpTwoWire wire = new HttpTwoWire(api.port())) {
        assertThat(wire.untilEnded(many.toByteArray(), 10_000)).isNegative();
        othersAreAnswered();
      }
    }
  }

  @Test
  void whoOnlyPingsAndNeverAsksIsCutOff() throws IOException {
    byte[] ping = HttpTwoWire.frame(HttpTwoWire.PING, 0, 0, new byte[8]);
    try (HttpTwoWire wire = new HttpTwoWire(api.port())) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .pollInterval(Duration.ofMillis(100))
          .until(() -> wire.untilEnded(ping, 1) < 0);
      othersAreAnswered();
    }
  }

  @Test
  void aNodeThatEndsSaysSoFirst() throws IOException {
    try (HttpTwoWire wire = new HttpTwoWire(api.port())) {
      wire.send(request(1));
      assertThat(wire.awaits(HttpTwoWire.HEADERS)).isTrue();
      Thread ending = new Thread(api::close, "ending");
      ending.start();
      assertThat(wire.awaits(HttpTwoWire.GO_AWAY)).isTrue();
    }
  }
}
