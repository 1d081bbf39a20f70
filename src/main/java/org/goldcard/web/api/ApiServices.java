package org.goldcard.web.api;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.goldcard.partners.GrantAccess;
import org.goldcard.web.AccessTokens;
import org.goldcard.web.api.cards.CardServices;
import org.goldcard.web.api.codes.CodeServices;
import org.goldcard.web.api.published.StatusListRoute.SignedList;
import org.goldcard.web.api.published.Vitals;
import org.goldcard.web.api.verify.ScanDesk;

/**
 * Everything the API calls, by concern.
 *
 * @param partners who may call
 * @param cards issuing, reading and changing
 * @param codes what a holder shows
 * @param desk verifying
 * @param published what is there for everyone
 * @param vitals how this node is
 * @param meters where scans are counted
 */
public record ApiServices(
    Partners partners,
    CardServices cards,
    CodeServices codes,
    ScanDesk desk,
    Published published,
    Vitals vitals,
    MeterRegistry meters) {

  /**
   * Who may call.
   *
   * @param access grants access for credentials
   * @param tokens signs what was granted
   * @param clock for what is left of an access
   */
  public record Partners(GrantAccess access, AccessTokens tokens, InstantSource clock) {}

  /**
   * What is there for everyone.
   *
   * @param jwks the public key set
   * @param lists the status lists by number
   * @param listTtl how long a reader may keep a list
   */
  public record Published(
      Supplier<String> jwks, IntFunction<Optional<SignedList>> lists, Duration listTtl) {}
}
