package org.goldcard.web.api.verify;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.goldcard.partners.ShiftQuota;
import org.goldcard.verifying.CardLookup;
import org.goldcard.verifying.Judge;
import org.goldcard.verifying.ListState;
import org.goldcard.verifying.Presented;
import org.goldcard.verifying.ScanMemory;
import org.goldcard.verifying.SiteRules;

/**
 * What a scan is judged with.
 *
 * @param judge judges
 * @param codes reads the text of a token strictly: signature, time, index
 * @param sites the rules of a venue at this moment; empty for a venue nobody knows
 * @param list how fresh the card table is; empty while none is loaded
 * @param reached waits for a revision
 * @param memory remembers nonces, visits and requests
 * @param lookup finds typed numbers and names of holders
 * @param numbers how many numbers a client may still type in this shift
 * @param names names verifications
 * @param book where every verification is entered
 */
public record ScanServices(
    Judge judge,
    Function<String, Presented> codes,
    Function<String, Optional<SiteRules>> sites,
    Supplier<Optional<ListState>> list,
    Reached reached,
    ScanMemory memory,
    CardLookup lookup,
    ShiftQuota numbers,
    Names names,
    ScanBook book) {

  /** Waits until the card table has reached a revision. */
  @FunctionalInterface
  public interface Reached {
    /** True as soon as it has, false when it has not in time. */
    Future<Boolean> await(long rev, Duration atMost);
  }

  /** Names verifications: the same client and requestId always give the same name. */
  @FunctionalInterface
  public interface Names {
    /** A name that tells nothing about what it was made from. */
    String nameOf(String clientId, String requestId);
  }
}
