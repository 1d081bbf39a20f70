package org.goldcard.verifying.kit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.SiteRules;
import org.goldcard.verifying.Verification;
import org.jspecify.annotations.Nullable;

/**
 * What a gate shows for a code that was judged without asking the service. It never proves who
 * stands there: what {@link #checks} say must be done first wherever {@link #admit} is {@code
 * AFTER_CHECK}.
 *
 * @param result the code of the closed list, with its wording in both languages
 * @param admit whether the gate may open
 * @param colour by the age of the list: green at first, then amber; red for a refusal
 * @param item what is granted here; null where nothing is, or where the venue's rules are not known
 * @param checks what staff must do, in order; to register by hand where the list is too old; empty
 *     for any other refusal
 * @param maxPersons the holder and companions, at most; 0 when nobody gets in
 * @param validUntil the last day of the card; null unless a good pass was shown, for a live code
 *     does not carry it
 * @param origin where the list comes from
 * @param listAsOf the moment of which the list is known to be complete; null while there is none
 * @param listAge how long ago that was; null while there is none
 * @param skew how far the code lies in the future; null unless CLOCK_SKEW
 * @param usedAt when this verifier let somebody in on the same code; null unless CODE_USED
 */
public record Answer(
    ResultCode result,
    Verification.Admit admit,
    ResultCode.Colour colour,
    SiteRules.@Nullable Item item,
    List<SiteRules.Check> checks,
    int maxPersons,
    @Nullable LocalDate validUntil,
    Origin origin,
    @Nullable Instant listAsOf,
    @Nullable Duration listAge,
    @Nullable Duration skew,
    @Nullable Instant usedAt) {
  /** Copies the checks. */
  public Answer {
    checks = List.copyOf(checks);
  }

  /** Where the list of an answer comes from. */
  public enum Origin {
    /** A bundle fetched from the service. */
    NETWORK,
    /** A file carried into a closed network. */
    FILE,
    /** The published status lists. */
    PUBLISHED,
    /** Nowhere yet. */
    NONE
  }

  /** The wording in Chinese. */
  public String zh() {
    return result.zh();
  }

  /** The wording in English. */
  public String en() {
    return result.en();
  }
}
