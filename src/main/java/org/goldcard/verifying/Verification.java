package org.goldcard.verifying;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a scan.
 *
 * @param verificationId its name, the same when the same request comes again
 * @param result the code
 * @param admit whether the gate may open
 * @param colour how it looks
 * @param holder whom to compare with; null unless the holder may get in
 * @param benefit what is granted; null where none was chosen
 * @param checks what staff must check, in order
 * @param maxPersons the holder and companions, at most; 0 when nobody gets in
 * @param visit the visits of the day; null where not counted
 * @param repeat whether this repeats an answer given before
 * @param sharedReplay whether all nodes share the memory of used codes
 * @param list how fresh the list was; null when none is loaded
 * @param skew how far the code lies in the future; null unless CLOCK_SKEW
 * @param serverTime when it was judged
 */
public record Verification(
    String verificationId,
    ResultCode result,
    Admit admit,
    ResultCode.Colour colour,
    @Nullable Holder holder,
    @Nullable Benefit benefit,
    List<SiteRules.Check> checks,
    int maxPersons,
    ScanMemory.@Nullable Visit visit,
    boolean repeat,
    boolean sharedReplay,
    @Nullable ListState list,
    @Nullable Duration skew,
    Instant serverTime) {

  /** Whether the gate may open. */
  public enum Admit {
    /** Now. */
    YES,
    /** After staff, or an ID reader, have checked the person. */
    AFTER_CHECK,
    /** No. */
    NO
  }

  /**
   * Whom to compare with: never the class, the full name or a full number.
   *
   * @param name masked; null when it is not at hand
   * @param documentTail the last four characters of the document to be shown; null when not at hand
   * @param validUntil the card's last day
   */
  public record Holder(
      @Nullable String name, @Nullable String documentTail, LocalDate validUntil) {}

  /**
   * What is granted, and on what ground.
   *
   * @param item its code
   * @param text in both languages
   * @param legalBasis document and article
   * @param agreementNo the venue's agreement; null without one
   * @param exclusions what the agreement does not include; null when it records nothing
   */
  public record Benefit(
      String item,
      SiteRules.Phrase text,
      String legalBasis,
      @Nullable String agreementNo,
      SiteRules.@Nullable Phrase exclusions) {}
}
