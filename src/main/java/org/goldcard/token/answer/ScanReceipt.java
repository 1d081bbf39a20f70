package org.goldcard.token.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a receipt proves of one verification. Nobody's name, number or card: the partner's own
 * record says whom it was about, {@code verificationId} leads to it.
 *
 * @param audience the client that verified
 * @param verificationId the verification's name
 * @param result its result code
 * @param admit YES, AFTER_CHECK or NO
 * @param venue the venue
 * @param checkpoint the entrance or desk
 * @param item the benefit item; null where none was chosen
 * @param at when it was judged
 * @param list the list it was judged by; null when none was loaded
 */
public record ScanReceipt(
    String audience,
    String verificationId,
    String result,
    String admit,
    String venue,
    String checkpoint,
    @Nullable String item,
    Instant at,
    @Nullable ListUsed list) {

  /**
   * The list a verification was judged by.
   *
   * @param rev its revision
   * @param asOf when it was known to be complete
   */
  public record ListUsed(long rev, Instant asOf) {}
}
