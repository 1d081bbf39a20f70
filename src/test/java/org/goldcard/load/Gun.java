package org.goldcard.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Fires requests from one thread over a fixed number of connections. Closed loop: every connection
 * asks again as soon as it is answered, which shows what the server can do. Open loop: a constant
 * rate that no slow answer holds back, and the latency of each request counts from the moment it
 * should have been sent, so that waiting is never omitted.
 */
public final class Gun implements AutoCloseable {
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(15);
  private static final int KINDS_OF_WRONG = 10;

  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop loop;
  private final int port;
  private final int lanes;
  private final ArrayDeque<Lane> free = new ArrayDeque<>();
  private final CompletableFuture<Volley> done = new CompletableFuture<>();
  private final TreeMap<String, Integer> wrong = new TreeMap<>();
  private final Histogram latency = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);

  private @Nullable Bootstrap bootstrap;
  private String source = "127.0.0.1";
  private @Nullable Shots shots;
  private double gapNanos;
  private long startedAt;
  private long closedNanos;
  private int next;
  private int answered;
  private int right;
  private int opened;

  /** A gun at a port of this machine. */
  private Gun(int port, int lanes) {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.group = new MultiThreadIoEventLoopGroup(1, io);
    this.loop = group.next();
    this.port = port;
    this.lanes = lanes;
  }

  /** Every connection without pause, until the time is over or nothing is left to send. */
  public static Volley closedLoop(int port, int lanes, Shots shots, Duration time) {
    try (Gun gun = new Gun(port, lanes)) {
      return gun.fire(shots, 0, time);
    }
  }

  /** A constant number of requests a second. */
  public static Volley openLoop(int port, int lanes, Shots shots, double perSecond) {
    return openLoop(port, lanes, shots, perSecond, "127.0.0.1");
  }

  /** The same from another address of this machine. */
  public static Volley openLoop(
      int port, int lanes, Shots shots, double perSecond, String address) {
    try (Gun gun = new Gun(port, lanes)) {
      gun.source = address;
      double seconds = shots.count() / perSecond;
      return gun.fire(shots, 1e9 / perSecond, Duration.ofNanos((long) (seconds * 1e9)));
    }
  }

  private Volley fire(Shots all, double gap, Duration time) {
    this.shots = all;
    this.gapNanos = gap;
    this.closedNanos = time.toNanos();
    this.bootstrap =
        new Bootstrap()
            .group(group)
            .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(new Lanes());
    for (int i = 0; i < lanes; i++) {
      connect();
    }
    long millis = time.plus(LAST_ANSWERS).toMillis();
    return done.orTimeout(millis, TimeUnit.MILLISECONDS)
        .exceptionally(late -> unanswered(late))
        .join();
  }

  private void connect() {
    Bootstrap from = bootstrap;
    if (from != null) {
      from.connect(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
              new InetSocketAddress(source, 0))
          .addListener(connected -> failWith(connected.cause()));
    }
  }

  private void failWith(@Nullable Throwable cause) {
    if (cause != null) {
      done.completeExceptionally(cause);
    }
  }

  /** Only ever read after the loop has been left alone: the figures may be a little behind. */
  private Volley unanswered(Throwable late) {
    return new Volley(
        latency.copy(),
        right,
        System.nanoTime() - startedAt,
        new TreeMap<>(Map.of("unanswered or unconnected: " + late, next - answered + 1)));
  }

  /** A connection stands; with the last of them the fire begins. */
  void opened(Lane lane) {
    free.add(lane);
    opened++;
    if (opened > lanes && gapNanos == 0) {
      refire();
    }
    if (opened == lanes) {
      startedAt = System.nanoTime();
      tick();
    }
  }

  /** A connection ended. */
  void lost(Lane lane, boolean busy) {
    free.remove(lane);
    if (busy) {
      count("connection lost");
      answered++;
    }
    finishIfAll();
    if (!done.isDone()) {
      connect();
    }
  }

  /** An answer arrived on a connection. */
  void answered(Lane lane, long intended) {
    latency.recordValue(Math.min(System.nanoTime() - intended, TimeUnit.SECONDS.toNanos(59)));
    answered++;
    if (lane.says(expected())) {
      right++;
    } else {
      count(lane.said());
    }
    free.addLast(lane);
    if (gapNanos == 0) {
      refire();
    } else if (next < count() && intended(next) <= System.nanoTime()) {
      fireOne(intended(next));
    }
    finishIfAll();
  }

  private byte[] expected() {
    Shots all = shots;
    return all == null ? new byte[0] : all.expected();
  }

  private int count() {
    Shots all = shots;
    return all == null ? 0 : all.count();
  }

  private void refire() {
    if (next < count() && !isOver()) {
      fireOne(System.nanoTime());
    }
  }

  /** A closed loop ends with its time, an open one with its last request. */
  private boolean isOver() {
    return gapNanos == 0 && System.nanoTime() - startedAt >= closedNanos;
  }

  private long intended(int shot) {
    return startedAt + (long) (shot * gapNanos);
  }

  /** Fires what is due, and comes back when the next one is. */
  private void tick() {
    long now = System.nanoTime();
    while (next < count() && !free.isEmpty() && intended(next) <= now) {
      fireOne(gapNanos == 0 ? now : intended(next));
    }
    if (gapNanos > 0 && next < count()) {
      long wait = intended(next) - System.nanoTime();
      // With no connection free the next answer fires; looking again later costs nothing.
      long pause = free.isEmpty() ? Math.max(wait, 200_000) : Math.max(wait, 1);
      loop.schedule(this::tick, pause, TimeUnit.NANOSECONDS)
          .addListener(ran -> failWith(ran.cause()));
    }
  }

  private void fireOne(long intended) {
    Lane lane = free.pollFirst();
    Shots all = shots;
    if (lane != null && all != null) {
      lane.fire(all.at(next++), intended);
    }
  }

  private void finishIfAll() {
    if ((next == count() || isOver()) && answered == next && !done.isDone()) {
      long took = System.nanoTime() - startedAt;
      done.complete(new Volley(latency, right, took, wrong));
    }
  }

  private void count(String what) {
    if (wrong.size() < KINDS_OF_WRONG || wrong.containsKey(what)) {
      wrong.merge(what, 1, Integer::sum);
    } else {
      wrong.merge("other", 1, Integer::sum);
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /** Makes the handler of each connection. */
  private final class Lanes extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel channel) {
      channel.pipeline().addLast(new Lane(Gun.this));
    }
  }
}
