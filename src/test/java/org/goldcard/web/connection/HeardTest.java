package org.goldcard.web.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever talks on without reading is cut off; whoever reads may say as much as it likes. */
class HeardTest {
  private static final int PIECE = 16 * 1024;

  private final AtomicInteger heard = new AtomicInteger();
  private final AtomicInteger deaf = new AtomicInteger();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(new Heard(heard::incrementAndGet, deaf::incrementAndGet));

  @AfterEach
  void close() {
    boolean unused = channel.finishAndReleaseAll();
  }

  private static ByteBuf bytes(int size) {
    return Unpooled.buffer(size).writeZero(size);
  }

  /** Lies ready for a caller that does not take it. */
  private void answer() {
    ChannelFuture unused = channel.write(bytes(2 * PIECE * 4));
    assertThat(channel.isWritable()).isFalse();
  }

  private void say(int times) {
    for (int i = 0; i < times; i++) {
      boolean unused = channel.writeInbound(bytes(PIECE));
    }
  }

  @Test
  void cutsOffACallerThatTalksOnOverAnswersItDoesNotRead() {
    answer();
    say(Heard.UNREAD / PIECE);
    assertThat(channel.isOpen()).isTrue();
    say(1);
    assertThat(channel.isOpen()).isFalse();
    assertThat(deaf).hasValue(1);
    assertThat(heard).hasValue(Heard.UNREAD / PIECE);
  }

  @Test
  void letsACallerTalkThatTakesItsAnswers() {
    for (int i = 0; i < 3; i++) {
      answer();
      say(Heard.UNREAD / PIECE);
      channel.flushOutbound();
      assertThat(channel.isWritable()).isTrue();
    }
    assertThat(channel.isOpen()).isTrue();
    assertThat(deaf).hasValue(0);
  }

  @Test
  void letsACallerTalkThatIsOwedNothing() {
    say(10 * Heard.UNREAD / PIECE);
    assertThat(channel.isOpen()).isTrue();
    assertThat(heard).hasValue(10 * Heard.UNREAD / PIECE);
  }
}
