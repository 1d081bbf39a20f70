package org.goldcard.web.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Tells when something arrives on one connection, whatever it is, and who goes on talking although
 * it reads no answer: frames of HTTP/2 such as PING are answered without being a request, so no
 * other bound sees them, and their answers would pile up in memory. An honest caller takes what
 * lies ready between two of its own requests.
 */
final class Heard extends ChannelInboundHandlerAdapter {
  /** Bytes taken from a caller while answers lie unread, before it is cut off. */
  static final int UNREAD = 256 * 1024;

  private final Runnable listener;
  private final Runnable deaf;
  private int taken;

  Heard(Runnable listener, Runnable deaf) {
    this.listener = listener;
    this.deaf = deaf;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    if (!context.channel().isWritable() && bytes instanceof ByteBuf buffer) {
      taken += buffer.readableBytes();
      if (taken > UNREAD) {
        buffer.release();
        cutOff(context);
        return;
      }
    }
    listener.run();
    context.fireChannelRead(bytes);
  }

  /** From below TLS, whose own goodbye would wait for a reader that does not read. */
  private void cutOff(ChannelHandlerContext context) {
    if (context.channel().isOpen()) {
      deaf.run();
      ChannelFuture unused = context.close();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    taken = 0;
    context.fireChannelWritabilityChanged();
  }
}
