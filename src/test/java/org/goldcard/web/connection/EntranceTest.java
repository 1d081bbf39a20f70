package org.goldcard.web.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.goldcard.web.limit.Shed;
import org.junit.jupiter.api.Test;

class EntranceTest {
  private static final int SPARE = 16;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Object> admitted = new ArrayList<>();

  private EmbeddedChannel listener(int total, int perAddress) {
    Duration minute = Duration.ofMinutes(1);
    ConnectionBounds bounds = new ConnectionBounds(total, perAddress, minute, minute);
    Entrance entrance =
        new Entrance(bounds, address -> !address.isLoopbackAddress(), new Shed(meters));
    return new EmbeddedChannel(entrance, new Admitted());
  }

  private static EmbeddedChannel from(String address) throws UnknownHostException {
    return new From(new InetSocketAddress(InetAddress.getByName(address), 4711));
  }

  private int come(EmbeddedChannel listener, int connections, String address)
      throws UnknownHostException {
    int before = admitted.size();
    for (int i = 0; i < connections; i++) {
      EmbeddedChannel connection = from(address);
      listener.pipeline().fireChannelRead(connection);
      assertThat(connection.isOpen()).isEqualTo(admitted.contains(connection));
    }
    return admitted.size() - before;
  }

  @Test
  void noAddressTakesWhatTheOthersNeed() throws UnknownHostException {
    EmbeddedChannel listener = listener(100, 10);
    assertThat(come(listener, 50, "192.0.2.1")).isEqualTo(10 + SPARE);
    assertThat(come(listener, 5, "192.0.2.2")).isEqualTo(5);
    assertThat(come(listener, 50, "127.0.0.1")).as("a proxy's are many's").isEqualTo(50);
    assertThat(meters.get("goldcard.shed").tag("reason", "connection").counter().count())
        .isEqualTo(50 - 10 - SPARE);
  }

  @Test
  void whoeverLeavesMakesRoom() throws UnknownHostException {
    EmbeddedChannel listener = listener(8, 8);
    assertThat(come(listener, 50, "127.0.0.1")).isEqualTo(8 + SPARE);
    assertThat(((EmbeddedChannel) admitted.get(0)).close().isSuccess()).isTrue();
    assertThat(come(listener, 2, "192.0.2.1")).isEqualTo(1);
    assertThat(((EmbeddedChannel) admitted.get(admitted.size() - 1)).close().isSuccess()).isTrue();
    assertThat(come(listener, 2, "192.0.2.1")).isEqualTo(1);
  }

  /** Notes what gets past the entrance. */
  private final class Admitted extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object connection) {
      admitted.add(connection);
    }
  }

  /** A connection from an address. */
  private static final class From extends EmbeddedChannel {
    private final SocketAddress address;

    From(SocketAddress address) {
      this.address = address;
    }

    @Override
    protected SocketAddress remoteAddress0() {
      return address;
    }
  }
}
