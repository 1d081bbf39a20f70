package org.goldcard.status;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.goldcard.card.StatusWord;
import org.goldcard.card.SubjectWord;

/**
 * One acknowledged change of the card table, numbered densely in the order of commits.
 *
 * @param position epoch, sequence number and chain hash after this change
 * @param kind what the index belongs to
 * @param index the changed entry
 * @param word the entry after the change
 * @param at when it was recorded, in microseconds
 */
public record StatusChange(Position position, Kind kind, int index, StatusWord word, Instant at) {

  /** What a change is about. All but cards and passes are subjects: {@link SubjectWord}. */
  public enum Kind {
    CARD(1),
    PASS(2),
    CLIENT(3),
    DEVICE(4),
    KEY(5),
    RULES(6);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** The number by which PostgreSQL, Redis and the chain hash name the kind. */
    public int code() {
      return code;
    }

    /** Whether it is neither card nor pass. */
    public boolean isSubject() {
      return code > 2;
    }

    /** The kind of a number; an unknown one is a bug or a newer writer. */
    public static Kind of(int code) {
      return switch (code) {
        case 1 -> CARD;
        case 2 -> PASS;
        case 3 -> CLIENT;
        case 4 -> DEVICE;
        case 5 -> KEY;
        case 6 -> RULES;
        default -> throw new IllegalArgumentException("code: unknown kind of change");
      };
    }
  }

  /** Whether this is the very next change after a position, by epoch, number and chain hash. */
  public boolean follows(Position before) {
    return position.epoch() == before.epoch()
        && position.seq() == before.seq() + 1
        && position.chain().equals(chainAfter(before.chain()));
  }

  /**
   * The chain hash of this change computed anew: SHA-256 over the hash before it (32 bytes) and,
   * big-endian, epoch (8), seq (8), kind (2), index (4), word (8), at in microseconds since 1970
   * (8). The database computes the same.
   */
  public String chainAfter(String before) {
    HexFormat hex = HexFormat.of();
    ByteBuffer bytes = ByteBuffer.allocate(70).put(hex.parseHex(before));
    bytes.putLong(position.epoch()).putLong(position.seq()).putShort((short) kind.code());
    bytes.putInt(index).putLong(word.bits()).putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at));
    try {
      return hex.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
