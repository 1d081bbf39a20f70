package org.goldcard.web;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.goldcard.partners.Access;
import org.goldcard.partners.quota.ClientQuotas;
import org.goldcard.partners.quota.ClientQuotas.Excess;
import org.goldcard.partners.terms.Quota;
import org.goldcard.partners.terms.Terms;
import org.goldcard.web.limit.Doors;
import org.goldcard.web.limit.Limit;
import org.goldcard.web.limit.RateFields;
import org.goldcard.web.limit.RateHeaders;
import org.goldcard.web.limit.RateLimits;

/**
 * Holds callers to their rates; past one they are refused with {@code RATE_LIMITED}, {@code
 * Retry-After} (RFC 9110 section 10.2.3) and the fields of draft-ietf-httpapi-ratelimit-headers,
 * which before that say in every answer what is left. A caller whose address nobody knows is not
 * counted.
 */
final class Allowance {
  private static final long SECOND = 1_000_000_000L;

  private final RateLimits limits;
  private final TrustedProxies proxies;
  private final ClientQuotas quotas;
  private final RateHeaders told;

  Allowance(Doors doors, TrustedProxies proxies) {
    this.limits = doors.limits();
    this.quotas = doors.quotas();
    this.proxies = proxies;
    this.told = new RateHeaders(limits);
  }

  /** The address of the caller; empty when nobody knows it. */
  Optional<InetAddress> caller(HttpServerRequest request) {
    return proxies.caller(request);
  }

  /** Whether the caller is on this machine. */
  boolean isLocal(HttpServerRequest request) {
    return proxies.isLocal(request);
  }

  /** Refuses a client that calls from where it may not. */
  void requireAddress(Access access, HttpServerRequest request) {
    Terms terms = access.terms();
    if (!terms.isFromAnywhere() && !proxies.caller(request).map(terms::allows).orElse(false)) {
      throw Refused.of(ProblemCode.ADDRESS_DENIED);
    }
  }

  /** Takes one permit from a client and its checkpoint, and says in the answer what is left. */
  void take(Access access, HttpServerResponse response) {
    charge(access, 1, response);
  }

  /** Takes permits from a client and its checkpoint, who may run into debt for all but one. */
  void charge(Access access, int permits, HttpServerResponse response) {
    String client = access.clientId();
    String checkpoint = access.checkpoint();
    long ofDevice = 0;
    if (checkpoint != null) {
      ofDevice = limits.take(Limit.CHECKPOINT, client, checkpoint, permits);
      require(Limit.CHECKPOINT, ofDevice);
    }
    long ofClient = limits.take(Limit.CLIENT, client, null, permits);
    require(Limit.CLIENT, ofClient);
    Quota quota = access.terms().quota();
    Excess excess = quotas.take(client, quota, permits);
    if (excess != null) {
      limits.refuse(Limit.QUOTA);
      throw refusal(excess);
    }
    if (checkpoint == null) {
      told.tellClient(response, -ofClient);
    } else {
      told.tellDevice(response, -ofDevice, -ofClient);
    }
    if (quota.isBounded()) {
      told.tellQuota(response, quota, quotas.left(client, quota));
    }
  }

  private static Refused refusal(Excess excess) {
    long seconds = RateHeaders.seconds(excess.left());
    return Refused.with(
        ProblemCode.QUOTA_EXCEEDED,
        Map.of(
            "Retry-After", Long.toString(seconds),
            "RateLimit-Policy", RateHeaders.policy(excess.bound(), excess.most()),
            "RateLimit", RateHeaders.left(excess.bound(), 0, excess.left())));
  }

  /** Takes a permit for what an endpoint gives without an access token. */
  void take(Endpoint.Door door, HttpServerRequest request) {
    if (door == Endpoint.Door.OPEN || door == Endpoint.Door.HOLDER) {
      // Not told: caches that others share keep these answers, with whatever is in them.
      take(Limit.PUBLIC, request);
    } else if (door == Endpoint.Door.CREDENTIALS) {
      told.tellAddress(request.response(), take(Limit.CREDENTIALS, request));
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
    return wait <= 0 ? refusal : refusal(Limit.STRANGER, wait);
  }

  /** Answers how many are left. */
  @CanIgnoreReturnValue
  private long take(Limit limit, HttpServerRequest request) {
    Optional<InetAddress> caller = proxies.caller(request);
    if (caller.isEmpty()) {
      return limits.rate(limit).burst();
    }
    long wait = limits.take(limit, caller.get());
    require(limit, wait);
    return -wait;
  }

  private void require(Limit limit, long wait) {
    if (wait > 0) {
      throw refusal(limit, wait);
    }
  }

  private Refused refusal(Limit limit, long wait) {
    long seconds = Math.max(1, (wait + SECOND - 1) / SECOND);
    RateFields fields = limits.fields(limit);
    return Refused.with(
        ProblemCode.RATE_LIMITED,
        Map.of(
            "Retry-After", Long.toString(seconds),
            "RateLimit-Policy", fields.policy(),
            "RateLimit", fields.none(seconds)));
  }
}
