package org.goldcard.web.connection;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;

/**
 * A request whose line ends in another protocol than HTTP/1.0 and HTTP/1.1 is a malformed one like
 * any other. Vert.x would answer it 501, in whatever protocol the line names.
 */
@Sharable
final class KnownVersion extends ChannelInboundHandlerAdapter {
  private static final KnownVersion HANDLER = new KnownVersion();

  private KnownVersion() {}

  /** Stands behind the decoder of HTTP/1, where there is one. */
  static void guard(ChannelPipeline pipeline) {
    ChannelHandlerContext decoder = pipeline.context(HttpRequestDecoder.class);
    if (decoder != null) {
      pipeline.addAfter(decoder.name(), "known-version", HANDLER);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request && !isKnown(request.protocolVersion())) {
      request
          .setProtocolVersion(HttpVersion.HTTP_1_1)
          .setDecoderResult(DecoderResult.failure(new IllegalArgumentException("version")));
    }
    context.fireChannelRead(message);
  }

  /** The decoder's own constants: another spelling is equal to them, and Vert.x knows it not. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isKnown(HttpVersion version) {
    return version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0;
  }
}
