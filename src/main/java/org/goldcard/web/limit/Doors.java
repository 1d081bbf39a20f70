package org.goldcard.web.limit;

import java.util.function.LongSupplier;
import org.goldcard.partners.quota.ClientQuotas;

/**
 * What bounds the whole node: one of it stands before all routes and all event loops. Safe from any
 * thread.
 */
public final class Doors {
  private final LongSupplier nanos;
  private final RateLimits limits;
  private final Places requests;
  private final Shed shed;
  private final ClientQuotas quotas;
  private volatile boolean leaving;

  /**
   * Bounds a node.
   *
   * @param nanos a monotonic clock
   * @param limits the rates of callers
   * @param requests places for requests under way
   * @param shed where refusals for want of room are counted
   * @param quotas what clients were granted by contract
   */
  public Doors(
      LongSupplier nanos, RateLimits limits, Places requests, Shed shed, ClientQuotas quotas) {
    this.quotas = quotas;
    this.nanos = nanos;
    this.limits = limits;
    this.requests = requests;
    this.shed = shed;
  }

  /** A monotonic clock. */
  public LongSupplier nanos() {
    return nanos;
  }

  /** The rates of callers. */
  public RateLimits limits() {
    return limits;
  }

  /** Places for requests under way. */
  public Places requests() {
    return requests;
  }

  /** Where refusals for want of room are counted. */
  public Shed shed() {
    return shed;
  }

  /** What clients were granted by contract. */
  public ClientQuotas quotas() {
    return quotas;
  }

  /** Says goodbye: from now on this node is not ready and keeps no connection alive. */
  public void leave() {
    leaving = true;
  }

  /** Whether this node is about to stop. */
  public boolean isLeaving() {
    return leaving;
  }
}
