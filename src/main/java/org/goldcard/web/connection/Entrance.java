package org.goldcard.web.connection;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.goldcard.web.limit.Shed;

/**
 * Stands where connections are accepted, before any event loop has them. That thread is faster than
 * the loops: without a bound of its own it would take connections until the process has no file
 * left, while those that {@link Connections} would close wait for their loop. What is beyond a
 * quarter more than the bounds is closed at once and costs nothing more; TLS handshakes that never
 * end are counted here too. One for all listeners; safe from any thread.
 */
@ChannelHandler.Sharable
public final class Entrance extends ChannelInboundHandlerAdapter {
  private static final int LEAST_SPARE = 16;
  private static final int SMALLEST_READ = 512;
  private static final int USUAL_READ = 2048;

  /** What one connection may hand over before the loop looks at the others. */
  private static final int LARGEST_READ = 4096;

  private final int total;
  private final int perAddress;
  private final Predicate<InetAddress> counted;
  private final Shed shed;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<InetAddress, Integer> callers = new ConcurrentHashMap<>();
  private final Set<Channel> guarded = ConcurrentHashMap.newKeySet();

  /**
   * Guards a whole node.
   *
   * @param bounds those of the node, of which every loop has its share
   * @param counted whether an address is held to its number; a trusted proxy's is not
   */
  public Entrance(ConnectionBounds bounds, Predicate<InetAddress> counted, Shed shed) {
    this.total = withSpare(bounds.total());
    this.perAddress = withSpare(bounds.perAddress());
    this.counted = counted;
    this.shed = shed;
  }

  private static int withSpare(int bound) {
    return bound + Math.max(LEAST_SPARE, bound / 4);
  }

  /** Guards the listener that accepted a connection; from its first connection on. */
  void guard(Channel connection) {
    Channel listener = connection.parent();
    if (listener != null && guarded.add(listener)) {
      listener.closeFuture().addListener(closed -> guarded.remove(listener));
      listener.pipeline().addFirst("entrance", this);
      rationed(connection);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    Channel connection = (Channel) accepted;
    if (enters(connection)) {
      rationed(connection);
      context.fireChannelRead(connection);
    } else {
      shed.count(Shed.Reason.CONNECTION);
      connection.unsafe().closeForcibly();
    }
  }

  /**
   * A pipeline of small requests is answered as it is read: one reading of a few kilobytes in a
   * turn, so that one caller's hundreds do not stand before the next one's only one.
   */
  private static void rationed(Channel connection) {
    AdaptiveRecvByteBufAllocator ration =
        new AdaptiveRecvByteBufAllocator(SMALLEST_READ, USUAL_READ, LARGEST_READ);
    connection.config().setRecvByteBufAllocator(ration.maxMessagesPerRead(1));
  }

  private boolean enters(Channel connection) {
    SocketAddress remote = connection.remoteAddress();
    InetAddress address = remote instanceof InetSocketAddress inet ? inet.getAddress() : null;
    boolean held = address != null && counted.test(address);
    if (open.get() >= total || (held && callers.getOrDefault(address, 0) >= perAddress)) {
      return false;
    }
    open.incrementAndGet();
    connection.closeFuture().addListener(closed -> open.decrementAndGet());
    if (held) {
      callers.merge(address, 1, Integer::sum);
      connection
          .closeFuture()
          .addListener(
              closed -> callers.computeIfPresent(address, (a, n) -> n == 1 ? null : n - 1));
    }
    return true;
  }
}
