package org.goldcard.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the generator: one request at a time, and as much of the answer read as is
 * needed to know that it is right. Lives on the generator's event loop.
 */
final class Lane extends ChannelInboundHandlerAdapter {
  private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CODE = "\"code\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] RESULT = "\"result\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int STATUS_AT = "HTTP/1.1 ".length();

  private final Gun gun;
  private @Nullable Channel channel;
  private byte[] held = new byte[16_384];
  private int size;
  private int whole;
  private long intended;
  private boolean busy;

  Lane(Gun gun) {
    this.gun = gun;
  }

  /** Sends a request whose time had come at a moment. */
  @SuppressWarnings(
      "FutureReturnValueIgnored") // A write that fails ends the connection, which is told.
  void fire(ByteBuf request, long intendedNanos) {
    Channel open = channel;
    if (open == null || busy) {
      throw new IllegalStateException("lane: not free");
    }
    busy = true;
    intended = intendedNanos;
    open.writeAndFlush(request, open.voidPromise());
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    channel = context.channel();
    gun.opened(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    channel = null;
    gun.lost(this, busy);
    busy = false;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // Its end is told by channelInactive.
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf arrived = (ByteBuf) message;
    int more = arrived.readableBytes();
    if (size + more > held.length) {
      held = Arrays.copyOf(held, Math.max(held.length * 2, size + more));
    }
    arrived.readBytes(held, size, more);
    arrived.release();
    size += more;
    whole = wholeAnswer();
    if (whole > 0 && size >= whole) {
      size = 0;
      busy = false;
      gun.answered(this, intended);
    }
  }

  /** The length of the answer with its head; 0 while the head has not arrived. */
  private int wholeAnswer() {
    int headEnd = find(HEAD_END, 0, size);
    if (headEnd < 0) {
      return 0;
    }
    int at = find(LENGTH, 0, headEnd);
    int length = 0;
    for (int i = at + LENGTH.length; at >= 0 && held[i] >= '0' && held[i] <= '9'; i++) {
      length = length * 10 + held[i] - '0';
    }
    return headEnd + HEAD_END.length + length;
  }

  /** Whether the answer just read is status 200 with this result code. */
  boolean says(byte[] expected) {
    if (held[STATUS_AT] != '2' || held[STATUS_AT + 1] != '0' || held[STATUS_AT + 2] != '0') {
      return false;
    }
    int at = find(RESULT, 0, whole) + RESULT.length;
    return at >= RESULT.length
        && Arrays.equals(held, at, at + expected.length, expected, 0, expected.length)
        && held[at + expected.length] == '"';
  }

  /** What it said instead: its status with the result or the code of the problem. */
  String said() {
    String status = new String(held, STATUS_AT, 3, StandardCharsets.US_ASCII);
    int result = find(RESULT, 0, whole);
    int from = result < 0 ? find(CODE, 0, whole) + CODE.length : result + RESULT.length;
    int to = from;
    while (to < whole && to - from < 60 && held[to] != '"') {
      to++;
    }
    return status + " " + new String(held, from, to - from, StandardCharsets.US_ASCII);
  }

  /** Header names are matched whatever their case. */
  private int find(byte[] wanted, int from, int end) {
    byte first = wanted[0];
    for (int i = from; i <= end - wanted.length; i++) {
      if (lower(held[i]) == first && matches(wanted, i)) {
        return i;
      }
    }
    return -1;
  }

  private boolean matches(byte[] wanted, int at) {
    for (int k = 1; k < wanted.length; k++) {
      if (lower(held[at + k]) != wanted[k]) {
        return false;
      }
    }
    return true;
  }

  private static byte lower(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? (byte) (letter + 32) : letter;
  }
}
