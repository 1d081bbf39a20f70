package org.goldcard.web;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.goldcard.partners.Access;
import org.goldcard.partners.quota.ClientQuotas;
import org.goldcard.partners.quota.ClientQuotas.Excess;
import org.goldcard.partners.terms.Terms;
import org.goldcard.web.limit.Doors;
import org.goldcard.web.limit.Limit;
import org.goldcard.web.limit.Rate;
import org.goldcard.web.limit.RateLimits;

/**
 * Holds callers to their rates; past one they are refused with {@code RATE_LIMITED}, {@code
 * Retry-After} (RFC 9110 section 10.2.3) and the fields of draft-ietf-httpapi-ratelimit-headers. A
 * caller whose address nobody knows is not counted.
 */
final class Allowance {
  private static final long SECOND = 1_000_000_000L;

  private final RateLimits limits;
  private final TrustedProxies proxies;
  private final ClientQuotas quotas;

  Allowance(Doors doors, TrustedProxies proxies) {
    this.limits = doors.limits();
    this.quotas = doors.quotas();
    this.proxies = proxies;
  }

  /** The address of the caller; empty when nobody knows it. */
  Optional<InetAddress> caller(HttpServerRequest request) {
    return proxies.caller(request);
  }

  /** Refuses a client that calls from where it may not. */
  void requireAddress(Access access, HttpServerRequest request) {
    Terms terms = access.terms();
    if (!terms.isFromAnywhere() && !proxies.caller(request).map(terms::allows).orElse(false)) {
      throw Refused.of(ProblemCode.ADDRESS_DENIED);
    }
  }

  /** Takes one permit from a client and its checkpoint. */
  void take(Access access) {
    charge(access, 1);
  }

  /** Takes permits from a client and its checkpoint, who may run into debt for all but one. */
  void charge(Access access, int permits) {
    String client = access.clientId();
    String checkpoint = access.checkpoint();
    if (checkpoint != null) {
      require(Limit.CHECKPOINT, limits.take(Limit.CHECKPOINT, client, checkpoint, permits));
    }
    require(Limit.CLIENT, limits.take(Limit.CLIENT, client, null, permits));
    Excess excess = quotas.take(client, access.terms().quota(), permits);
    if (excess != null) {
      limits.refuse(Limit.QUOTA);
      throw refusal(excess);
    }
  }

  private static Refused refusal(Excess excess) {
    String name = "\"quota-" + excess.bound().name().toLowerCase(Locale.ROOT) + '"';
    long seconds = Math.max(1, excess.left().plusNanos(SECOND - 1).toSeconds());
    long window = excess.bound().length().toSeconds();
    return Refused.with(
        ProblemCode.QUOTA_EXCEEDED,
        Map.of(
            "Retry-After", Long.toString(seconds),
            "RateLimit-Policy", name + ";q=" + excess.most() + ";w=" + window,
            "RateLimit", name + ";r=0;t=" + seconds));
  }

  /** Takes a permit for what an endpoint gives without an access token. */
  void take(Endpoint.Door door, HttpServerRequest request) {
    if (door == Endpoint.Door.OPEN) {
      take(Limit.PUBLIC, request);
    } else if (door == Endpoint.Door.CREDENTIALS) {
      take(Limit.CREDENTIALS, request);
    }
  }

  /**
   * Refuses a caller who has been refused too often to be worth a signature check, unless the
   * client it claims to be has a check left at this address.
   */
  void requireTrust(HttpServerRequest request, Supplier<Optional<String>> claimed) {
    Optional<InetAddress> caller = proxies.caller(request);
    if (caller.isEmpty() || !limits.isOver(Limit.STRANGER, caller.get())) {
      return;
    }
    String address = caller.get().getHostAddress();
    Optional<String> client = claimed.get();
    if (client.isEmpty() || limits.take(Limit.NEWCOMER, client.get(), address, 1) > 0) {
      throw refusal(Limit.STRANGER, limits.rate(Limit.STRANGER).interval());
    }
  }

  /** How a caller without access is refused: as it should be, or for having asked too often. */
  RuntimeException stranger(RuntimeException refusal, HttpServerRequest request) {
    if (refusal instanceof Refused refused && refused.code() == ProblemCode.RATE_LIMITED) {
      return refusal;
    }
    Optional<InetAddress> caller = proxies.caller(request);
    long wait = caller.isEmpty() ? 0 : limits.take(Limit.STRANGER, caller.get());
    return wait == 0 ? refusal : refusal(Limit.STRANGER, wait);
  }

  private void take(Limit limit, HttpServerRequest request) {
    Optional<InetAddress> caller = proxies.caller(request);
    if (caller.isPresent()) {
      require(limit, limits.take(limit, caller.get()));
    }
  }

  private void require(Limit limit, long wait) {
    if (wait > 0) {
      throw refusal(limit, wait);
    }
  }

  private Refused refusal(Limit limit, long wait) {
    long seconds = Math.max(1, (wait + SECOND - 1) / SECOND);
    Rate rate = limits.rate(limit);
    String name = '"' + limit.name().toLowerCase(Locale.ROOT) + '"';
    long window = Math.max(1, rate.burst() / rate.perSecond());
    return Refused.with(
        ProblemCode.RATE_LIMITED,
        Map.of(
            "Retry-After", Long.toString(seconds),
            "RateLimit-Policy", name + ";q=" + rate.burst() + ";w=" + window,
            "RateLimit", name + ";r=0;t=" + seconds));
  }
}
