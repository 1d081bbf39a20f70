package org.goldcard.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.goldcard.testkit.PassForger;
import org.goldcard.token.jws.Flaw;
import org.goldcard.token.keys.KeyPurpose;
import org.junit.jupiter.api.Test;

/** No header makes the reader call out. */
class NoConnectionTest {
  private final TokenFixture fixture = new TokenFixture();

  @Test
  void neverConnectsToWhereAHeaderPoints() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      listener.configureBlocking(false);
      int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
      String address = "http://127.0.0.1:" + port + "/keys";
      PassForger forger = new PassForger(fixture.keys);
      for (String name : List.of("jku", "x5u", "kid", "iss")) {
        String header =
            "{\"alg\":\"EdDSA\",\"kid\":\"L01\",\"typ\":\"goldcard-live+jwt\",\""
                + name
                + "\":\""
                + address
                + "\"}";
        String token = forger.sign(KeyPurpose.LIVE, header, PassForger.liveClaims());
        assertThat(fixture.reader.read(PassForger.text(token), Network.ONLINE).flaw())
            .contains(Flaw.BAD_HEADER);
      }
      assertThat(listener.accept()).as("no connection was made").isNull();
      // And it would have been seen.
      try (var probe = SocketChannel.open(listener.getLocalAddress());
          var seen = listener.accept()) {
        assertThat(probe.isConnected()).isTrue();
        assertThat(seen).isNotNull();
      }
    }
  }
}
