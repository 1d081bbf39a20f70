package org.goldcard.web.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Tells when something arrives on one connection, whatever it is. */
final class Heard extends ChannelInboundHandlerAdapter {
  private final Runnable listener;

  Heard(Runnable listener) {
    this.listener = listener;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    listener.run();
    context.fireChannelRead(bytes);
  }
}
