package org.goldcard.token.list;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.goldcard.token.crypto.Base64Url;
import org.jspecify.annotations.Nullable;

/**
 * A status list: many small numbers packed into bytes from the low bits up, compressed with zlib
 * (draft-ietf-oauth-status-list section 4). Immutable. Compressing a million entries takes some
 * milliseconds: on a worker.
 */
public final class StatusList {
  private static final int CHUNK = 8192;

  private final int bits;
  private final byte[] packed;
  private volatile @Nullable String encoded;

  private StatusList(int bits, byte[] packed) {
    if (bits != 1 && bits != 2 && bits != 4 && bits != 8) {
      throw new IllegalArgumentException("bits: not 1, 2, 4 or 8");
    }
    this.bits = bits;
    this.packed = packed;
  }

  /**
   * A list of entries.
   *
   * @param bits the size of an entry: 1, 2, 4 or 8
   * @param entries how many
   * @param statusAt the number at each index, at most {@code bits} wide
   */
  public static StatusList of(int bits, int entries, IntUnaryOperator statusAt) {
    StatusList list = new StatusList(bits, new byte[(int) (((long) entries * bits + 7) / 8)]);
    for (int i = 0; i < entries; i++) {
      int status = statusAt.applyAsInt(i);
      if (status < 0 || status >>> bits != 0) {
        throw new IllegalArgumentException("statusAt: wider than an entry");
      }
      list.packed[i / list.perByte()] |= (byte) (status << list.shift(i));
    }
    return list;
  }

  /** The list in compressed form; empty when it is none, or larger than {@code maxBytes}. */
  public static Optional<StatusList> decode(int bits, String lst, int maxBytes) {
    byte[] compressed = Base64Url.decode(lst);
    if (compressed == null || (bits != 1 && bits != 2 && bits != 4 && bits != 8)) {
      return Optional.empty();
    }
    return inflate(compressed, maxBytes).map(packed -> new StatusList(bits, packed));
  }

  /** The size of an entry in bits. */
  public int bits() {
    return bits;
  }

  /** How many entries it has room for: the next full byte. */
  public int size() {
    return packed.length * perByte();
  }

  /** The number at an index, which must be below {@link #size}. */
  public int get(int index) {
    return (packed[index / perByte()] & 0xff) >>> shift(index) & ((1 << bits) - 1);
  }

  /**
   * The compressed form at zlib's best, in base64url: the claim {@code lst}. Made at the first call
   * and kept: a list is signed anew more often than it changes.
   */
  public String encode() {
    String known = encoded;
    if (known == null) {
      known = compressed();
      encoded = known;
    }
    return known;
  }

  private String compressed() {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(packed);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] chunk = new byte[CHUNK];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
      return Base64Url.encode(out.toByteArray());
    } finally {
      deflater.end();
    }
  }

  private static Optional<byte[]> inflate(byte[] compressed, int maxBytes) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] chunk = new byte[CHUNK];
      while (!inflater.finished()) {
        int length = inflater.inflate(chunk);
        out.write(chunk, 0, length);
        if ((length == 0 && !inflater.finished()) || out.size() > maxBytes) {
          return Optional.empty();
        }
      }
      return inflater.getRemaining() == 0 ? Optional.of(out.toByteArray()) : Optional.empty();
    } catch (DataFormatException e) {
      return Optional.empty();
    } finally {
      inflater.end();
    }
  }

  private int perByte() {
    return 8 / bits;
  }

  private int shift(int index) {
    return index % perByte() * bits;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StatusList o && bits == o.bits && Arrays.equals(packed, o.packed);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(packed) + bits;
  }

  @Override
  public String toString() {
    return "StatusList[" + size() + " entries of " + bits + " bits]";
  }
}
