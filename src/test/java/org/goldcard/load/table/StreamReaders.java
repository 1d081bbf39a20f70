package org.goldcard.load.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** Scanners on event streams: thousands of connections read by one thread, some read by nobody. */
final class StreamReaders implements AutoCloseable {
  private static final int PER_ADDRESS = 1000;
  private static final int SMALL = 2048;

  private final int port;
  private final Selector selector;
  private final List<SocketChannel> silent = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger told = new AtomicInteger();
  private final Histogram times = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
  private volatile long changedAt;
  private volatile boolean over;
  private int opened;

  StreamReaders(int port) {
    this.port = port;
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::read, "streams");
    thread.setDaemon(true);
    thread.start();
  }

  /** Opens streams, each with the next token, {@code each} of them with the same. */
  void open(List<String> tokens, int each, int count) {
    for (int i = 0; i < count; i++) {
      SocketChannel channel = connect(tokens.get(opened / each), false);
      try {
        channel.configureBlocking(false);
        selector.wakeup();
        channel.register(selector, SelectionKey.OP_READ);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Opens streams that nobody reads, with little room on the way. */
  void openSilent(List<String> tokens, int each, int count) {
    for (int i = 0; i < count; i++) {
      silent.add(connect(tokens.get(opened / each), true));
    }
  }

  private SocketChannel connect(String token, boolean small) {
    try {
      SocketChannel channel = SocketChannel.open();
      if (small) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
      }
      String address = "127.0.3." + (1 + opened++ / PER_ADDRESS);
      channel.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      String request =
          "GET /v1/events HTTP/1.1\r\nHost: node\r\nAuthorization: Bearer " + token + "\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many have been answered and not ended. */
  int open() {
    return open.get() - ended.get();
  }

  long bytes() {
    return bytes.get();
  }

  /** From now on the next word of a change to each counts. */
  void changing() {
    told.set(0);
    changedAt = System.nanoTime();
  }

  int told() {
    return told.get();
  }

  /** From the request for a change to the arrival of its word, all streams and changes. */
  Histogram times() {
    return times;
  }

  private void read() {
    try {
      while (!over) {
        selector.select(this::arrived, 100);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void arrived(SelectionKey key) {
    SocketChannel channel = (SocketChannel) key.channel();
    buffer.clear();
    try {
      if (channel.read(buffer) < 0) {
        end(key, channel);
        return;
      }
    } catch (IOException e) {
      end(key, channel);
      return;
    }
    buffer.flip();
    bytes.addAndGet(buffer.remaining());
    String text = StandardCharsets.US_ASCII.decode(buffer).toString();
    if (text.startsWith("HTTP/1.1 200")) {
      open.incrementAndGet();
    } else if (text.contains("event: change")) {
      // The word of its passes comes a second later.
      if (told.incrementAndGet() <= open()) {
        times.recordValue(System.nanoTime() - changedAt);
      }
    }
  }

  private void end(SelectionKey key, SocketChannel channel) {
    ended.incrementAndGet();
    key.cancel();
    quietly(channel);
  }

  private static void quietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    over = true;
    selector.keys().forEach(key -> quietly((SocketChannel) key.channel()));
    silent.forEach(StreamReaders::quietly);
  }
}
