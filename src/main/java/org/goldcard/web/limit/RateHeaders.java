package org.goldcard.web.limit;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.goldcard.partners.quota.ClientQuotas.Bound;
import org.goldcard.partners.quota.ClientQuotas.Left;
import org.goldcard.partners.terms.Quota;

/**
 * Says in an answer what is left of its caller's limits (draft-ietf-httpapi-ratelimit-headers): of
 * the rates on this node the one that has least left, and each quota the caller was granted. Safe
 * from any thread.
 */
public final class RateHeaders {
  private static final CharSequence RATE_LIMIT = HttpHeaders.createOptimized("RateLimit");
  private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
  private static final long SECOND = 1_000_000_000L;

  private final RateFields client;
  private final RateFields device;
  private final RateFields credentials;
  private final CharSequence clientPolicy;
  private final CharSequence devicePolicy;
  private final CharSequence credentialsPolicy;

  /** Tells of these limits. */
  public RateHeaders(RateLimits limits) {
    this.client = limits.fields(Limit.CLIENT);
    this.device = limits.fields(Limit.CHECKPOINT);
    this.credentials = limits.fields(Limit.CREDENTIALS);
    this.clientPolicy = HttpHeaders.createOptimized(client.policy());
    this.devicePolicy = HttpHeaders.createOptimized(device.policy() + ", " + client.policy());
    this.credentialsPolicy = HttpHeaders.createOptimized(credentials.policy());
  }

  /** Sets the fields for a client that is bound to no checkpoint. */
  public void tellClient(HttpServerResponse response, long left) {
    response.putHeader(POLICY, clientPolicy).putHeader(RATE_LIMIT, client.left(left));
  }

  /** Sets the fields for a client at a checkpoint of its own. */
  public void tellDevice(HttpServerResponse response, long left, long leftOfClient) {
    String least = left <= leftOfClient ? device.left(left) : client.left(leftOfClient);
    response.putHeader(POLICY, devicePolicy).putHeader(RATE_LIMIT, least);
  }

  /** Sets the fields for an address that asks for access tokens. */
  public void tellAddress(HttpServerResponse response, long left) {
    response.putHeader(POLICY, credentialsPolicy).putHeader(RATE_LIMIT, credentials.left(left));
  }

  /** Adds quotas to the fields that are there. */
  public void tellQuota(HttpServerResponse response, Quota quota, List<Left> left) {
    StringBuilder policy = new StringBuilder(96).append(response.headers().get(POLICY));
    StringBuilder rate = new StringBuilder(96).append(response.headers().get(RATE_LIMIT));
    for (Left one : left) {
      int most = one.bound() == Bound.MINUTE ? quota.perMinute() : quota.perDay();
      policy.append(", ").append(policy(one.bound(), most));
      rate.append(", ").append(left(one.bound(), one.requests(), one.until()));
    }
    response.putHeader(POLICY, policy).putHeader(RATE_LIMIT, rate);
  }

  /** The policy of a quota: {@code "quota-day";q=5000;w=86400}. */
  public static String policy(Bound bound, int most) {
    return name(bound) + ";q=" + most + ";w=" + bound.length().toSeconds();
  }

  /** What is left of a quota: {@code "quota-day";r=17;t=3600}. */
  public static String left(Bound bound, long requests, Duration until) {
    return name(bound) + ";r=" + requests + ";t=" + seconds(until);
  }

  /** A time in whole seconds, rounded up, 1 at least. */
  public static long seconds(Duration time) {
    return Math.max(1, time.plusNanos(SECOND - 1).toSeconds());
  }

  private static String name(Bound bound) {
    return "\"quota-" + bound.name().toLowerCase(Locale.ROOT) + '"';
  }
}
