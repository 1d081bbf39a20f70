package org.goldcard.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Requests made beforehand, to be sent once each unless told otherwise, with the result code every
 * one of them must be answered with. Not safe from several threads at once.
 */
public final class Shots implements AutoCloseable {
  private final ByteBuf bytes;
  private final int[] ends;
  private byte[] expected;
  private int rounds = 1;

  /**
   * Takes requests.
   *
   * @param requests each a whole HTTP request, ASCII
   * @param expected the result code of a right answer
   */
  public Shots(List<String> requests, String expected) {
    this.expected = expected.getBytes(StandardCharsets.US_ASCII);
    this.ends = new int[requests.size()];
    int total = requests.stream().mapToInt(String::length).sum();
    this.bytes = Unpooled.directBuffer(total, total);
    for (int i = 0; i < requests.size(); i++) {
      bytes.writeCharSequence(requests.get(i), StandardCharsets.US_ASCII);
      ends[i] = bytes.writerIndex();
    }
  }

  /** The same requests again and again, where nobody remembers them. */
  public Shots times(int often) {
    rounds = often;
    return this;
  }

  /** The same requests to one who answers all of them alike. */
  public Shots expecting(String code) {
    expected = code.getBytes(StandardCharsets.US_ASCII);
    return this;
  }

  public int count() {
    return ends.length * rounds;
  }

  /** A request; the receiver releases it. */
  ByteBuf at(int shot) {
    int index = shot % ends.length;
    int from = index == 0 ? 0 : ends[index - 1];
    return bytes.retainedSlice(from, ends[index] - from);
  }

  /** The result code of a right answer. */
  byte[] expected() {
    return expected;
  }

  @Override
  public void close() {
    bytes.release();
  }
}
