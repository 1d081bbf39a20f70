package org.goldcard.verifying.offline;

import java.time.Duration;
import java.util.List;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.SiteRules;
import org.goldcard.verifying.Verification;
import org.jspecify.annotations.Nullable;

/**
 * What a scanner without a network says.
 *
 * @param result the code: VALID_OFFLINE or FREE_FOR_ALL lets in
 * @param admit whether the gate may open
 * @param colour by the age of the list: green at first, then amber
 * @param item what is granted; null where none was chosen
 * @param checks what staff must check, in order; empty when nobody gets in
 * @param maxPersons the holder and companions, at most; 0 when nobody gets in
 * @param listAge how long ago the list was last known to be complete
 * @param nonce what a scanner remembers to know the same code again; null when the code has none
 * @param skew how far the code lies in the future; null unless CLOCK_SKEW
 */
public record OfflineAnswer(
    ResultCode result,
    Verification.Admit admit,
    ResultCode.Colour colour,
    SiteRules.@Nullable Item item,
    List<SiteRules.Check> checks,
    int maxPersons,
    Duration listAge,
    @Nullable String nonce,
    @Nullable Duration skew) {
  /** Copies the checks. */
  public OfflineAnswer {
    checks = List.copyOf(checks);
  }
}
