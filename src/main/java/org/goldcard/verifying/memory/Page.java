package org.goldcard.verifying.memory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notes one behind the other in blocks of bytes, found by open addressing. A note: the moment it
 * ends (8 bytes), the lengths of key and text (4 each), key, text. For one thread at a time.
 */
final class Page {
  /** No note. */
  static final int NONE = -1;

  private static final int BLOCK_BITS = 18;
  private static final int BLOCK = 1 << BLOCK_BITS;
  private static final int HEAD = 16;
  private static final int SMALLEST_INDEX = 1 << 10;

  private final int most;
  private final List<ByteBuffer> blocks = new ArrayList<>();

  /** Of each note a part of its key's hash, and below it where it lies, plus one; 0 is free. */
  private long[] index = new long[SMALLEST_INDEX];

  private int notes;
  private int end;
  private long openedAt;
  private long endsAt;

  /** An empty page for so many notes. */
  Page(int most) {
    this.most = most;
  }

  boolean isFull() {
    return notes >= most;
  }

  /** Whether its first note is this old. */
  boolean isOld(long now, long age) {
    return notes > 0 && now - openedAt >= age;
  }

  /** Whether none of its notes counts any more. */
  boolean isOver(long now) {
    return notes == 0 || now - endsAt >= 0;
  }

  /** Where the note of a key lies; {@link #NONE} where there is none. */
  int find(byte[] key, long hash) {
    int mask = index.length - 1;
    long tag = tag(hash);
    for (int slot = slot(tag, mask); index[slot] != 0; slot = (slot + 1) & mask) {
      int note = note(index[slot]);
      if (tag(index[slot]) == tag && hasKey(note, key)) {
        return note;
      }
    }
    return NONE;
  }

  /** The text of a note; null when it has ended. */
  @Nullable String text(int note, long now) {
    ByteBuffer block = block(note);
    int at = offset(note);
    if (now - block.getLong(at) >= 0) {
      return null;
    }
    byte[] text = new byte[block.getInt(at + 12)];
    block.get(at + HEAD + block.getInt(at + 8), text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** Adds a note; one of the same key is found no more. */
  void add(byte[] key, long hash, byte[] text, long now, long until) {
    openedAt = notes == 0 ? now : openedAt;
    endsAt = notes == 0 || until - endsAt > 0 ? until : endsAt;
    int note = room(HEAD + key.length + text.length);
    ByteBuffer block = block(note);
    int at = offset(note);
    block.putLong(at, until).putInt(at + 8, key.length).putInt(at + 12, text.length);
    block.put(at + HEAD, key).put(at + HEAD + key.length, text);
    int mask = index.length - 1;
    long tag = tag(hash);
    int slot = slot(tag, mask);
    while (index[slot] != 0 && !(tag(index[slot]) == tag && hasKey(note(index[slot]), key))) {
      slot = (slot + 1) & mask;
    }
    index[slot] = tag | (note + 1L);
    notes++;
    if (notes > index.length / 2) {
      widen();
    }
  }

  /** Forgets all notes; the memory is kept for the next. */
  void clear() {
    Arrays.fill(index, 0);
    notes = 0;
    end = 0;
  }

  /** Bytes taken. */
  long bytes() {
    return (long) blocks.size() * BLOCK + (long) index.length * Long.BYTES;
  }

  /** No note lies across two blocks. */
  private int room(int length) {
    if (length > BLOCK) {
      throw new IllegalArgumentException("text: longer than a block");
    }
    if (offset(end) + length > BLOCK || end >> BLOCK_BITS == blocks.size()) {
      end = (end + BLOCK - 1) >> BLOCK_BITS << BLOCK_BITS;
    }
    if (end >> BLOCK_BITS == blocks.size()) {
      blocks.add(ByteBuffer.allocate(BLOCK));
    }
    int note = end;
    end += length;
    return note;
  }

  private void widen() {
    long[] narrow = index;
    index = new long[narrow.length * 2];
    int mask = index.length - 1;
    for (long entry : narrow) {
      int slot = slot(tag(entry), mask);
      while (entry != 0 && index[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      index[slot] = entry == 0 ? index[slot] : entry;
    }
  }

  private boolean hasKey(int note, byte[] key) {
    ByteBuffer block = block(note);
    int at = offset(note);
    return block.getInt(at + 8) == key.length
        && block.slice(at + HEAD, key.length).equals(ByteBuffer.wrap(key));
  }

  private ByteBuffer block(int note) {
    return blocks.get(note >> BLOCK_BITS);
  }

  private static int offset(int note) {
    return note & (BLOCK - 1);
  }

  private static long tag(long hash) {
    return hash & 0xFFFF_FFFF_0000_0000L;
  }

  private static int slot(long tag, int mask) {
    return (int) (tag >>> 32) & mask;
  }

  private static int note(long entry) {
    return (int) entry - 1;
  }
}
