package org.goldcard.records;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One verification as it is kept: no name, no document, no phone, no token, no card number.
 *
 * @param verificationId its name; the same when the same request was judged again
 * @param scannedAt when it was judged, in whole microseconds; with the name it is unique
 * @param place where, and by whose credential
 * @param result the result code
 * @param admit whether the gate might open: YES, AFTER_CHECK or NO
 * @param item the benefit item; null where none was chosen
 * @param shown what was shown
 * @param flags what was special about it
 * @param rev the revision of the list it was judged by; 0 when none was loaded
 * @param age how old that list was; null when none was loaded
 * @param reference the card, as {@link CardReferences} names it in the month of the scan; null
 *     where no card was found
 * @param nonce the live code on which somebody was let in, as {@link CardReferences} names it in
 *     that month; null otherwise
 * @param first where the same code was used first; null unless it was used elsewhere
 */
public record ScanRecord(
    String verificationId,
    Instant scannedAt,
    Place place,
    String result,
    String admit,
    @Nullable String item,
    Shown shown,
    Set<Flag> flags,
    long rev,
    @Nullable Duration age,
    @Nullable String reference,
    @Nullable String nonce,
    @Nullable First first) {
  private static final Set<String> DEGRADED =
      Set.of("LIST_STALE", "LOOKUP_UNAVAILABLE", "VALID_OFFLINE");

  /** Cuts the moment to microseconds and copies the flags. */
  public ScanRecord {
    scannedAt = scannedAt.truncatedTo(ChronoUnit.MICROS);
    flags = flags.isEmpty() ? Set.of() : Set.copyOf(flags);
  }

  /** A record of no code. */
  public ScanRecord(
      String verificationId,
      Instant scannedAt,
      Place place,
      String result,
      String admit,
      @Nullable String item,
      Shown shown,
      Set<Flag> flags,
      long rev,
      @Nullable Duration age,
      @Nullable String reference,
      @Nullable First first) {
    this(
        verificationId,
        scannedAt,
        place,
        result,
        admit,
        item,
        shown,
        flags,
        rev,
        age,
        reference,
        null,
        first);
  }

  /** Whether somebody was let in, once the person was checked where that is asked. */
  public boolean isPassed() {
    return !admit.equals("NO");
  }

  /**
   * Whether it was judged with less than all there should be: by one node's memory, without a
   * network, on a stale list, or with a number that could not be looked up. The database counts so
   * too.
   */
  public boolean isDegraded() {
    return flags.contains(Flag.NODE_MEMORY)
        || flags.contains(Flag.OFFLINE)
        || DEGRADED.contains(result);
  }

  /** The same scan of a card, and of a code, under these references. */
  public ScanRecord of(@Nullable String card, @Nullable String code) {
    return new ScanRecord(
        verificationId,
        scannedAt,
        place,
        result,
        admit,
        item,
        shown,
        flags,
        rev,
        age,
        card,
        code,
        first);
  }

  /**
   * Where a scan happened.
   *
   * @param venue the venue
   * @param checkpoint its entrance or desk
   * @param client the credential that asked
   */
  public record Place(String venue, String checkpoint, String client) {}

  /**
   * The first use of a code.
   *
   * @param verificationId the verification that used it
   * @param venue where
   * @param checkpoint at which entrance or desk
   * @param at when
   */
  public record First(String verificationId, String venue, String checkpoint, Instant at) {}

  /** What was shown. The codes are kept in files and rows: never change one. */
  public enum Shown {
    UNKNOWN(0),
    LIVE_CODE(1),
    PASS(2),
    TYPED_NUMBER(3);

    private final int code;

    Shown(int code) {
      this.code = code;
    }

    /** Its number in files. */
    public int code() {
      return code;
    }

    /** The constant of a number; UNKNOWN for one of a later version. */
    public static Shown of(int code) {
      for (Shown shown : values()) {
        if (shown.code == code) {
          return shown;
        }
      }
      return UNKNOWN;
    }
  }

  /** What was special about a scan. The bits are kept in files and rows: never change one. */
  public enum Flag {
    /** It repeated an answer given before, and counted nothing. */
    REPEAT(1),
    /** Used codes were known to this node alone. */
    NODE_MEMORY(2),
    /** The code was used at another venue before. */
    TWO_VENUES(4),
    /** A scanner without a connection judged it, and sent it later. */
    OFFLINE(8),
    /** It was counted as a visit of the day. */
    VISIT(16);

    private final int bit;

    Flag(int bit) {
      this.bit = bit;
    }

    /** The flags of a number; bits of a later version are left out. */
    public static Set<Flag> of(int bits) {
      Set<Flag> flags = EnumSet.noneOf(Flag.class);
      for (Flag flag : values()) {
        if ((bits & flag.bit) != 0) {
          flags.add(flag);
        }
      }
      return flags;
    }

    /** All flags as one number. */
    public static int bits(Set<Flag> flags) {
      int bits = 0;
      for (Flag flag : flags) {
        bits |= flag.bit;
      }
      return bits;
    }
  }
}
