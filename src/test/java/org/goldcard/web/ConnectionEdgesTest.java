package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.goldcard.web.connection.ConnectionBounds;
import org.junit.jupiter.api.Test;

/** Connections that were honest once. */
class ConnectionEdgesTest {
  private static final Duration HEAD = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String ASKING = "GET /health/live HTTP/1.1\r\nHost: x\r\n";

  private static HttpOptions options() {
    return new HttpOptions(
        "127.0.0.1",
        0,
        1,
        null,
        TrustedProxies.none(),
        LONG,
        LONG,
        LONG,
        new ConnectionBounds(50, 50, HEAD, LONG));
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void answered(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\"live\"") < 0) {
      int b = in.read();
      assertThat(b).as("the connection ended").isNotNegative();
      answer.append((char) b);
    }
    in.skipNBytes(in.available());
  }

  @Test
  void aLaterHeadHasNoMoreTimeThanTheFirstHoweverLongTheConnectionMayRest() throws IOException {
    try (ApiUnderTest api = new ApiUnderTest(options(), TestDoors.wide());
        Socket slow = new Socket(InetAddress.getLoopbackAddress(), api.port());
        Socket resting = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      slow.setSoTimeout(10_000);
      resting.setSoTimeout(10_000);
      for (Socket each : new Socket[] {slow, resting}) {
        say(each, ASKING + "\r\n");
        answered(each);
      }
      say(slow, ASKING + "X-A: ");
      assertThat(slow.getInputStream().readAllBytes()).isEmpty();
      say(resting, ASKING);
      say(resting, "\r\n");
      answered(resting);
    }
  }
}
