package org.goldcard.partners.terms;

import java.net.InetAddress;
import java.util.List;

/**
 * On which terms a client works, beside its scopes and its venue. They are asked on every request
 * from memory, so a change acts with the next request on every node that has heard of it.
 *
 * @param reach what it may verify
 * @param area whether its venue is an area, so that it scans at any checkpoint inside and says at
 *     which
 * @param sandbox whether it sees the sandbox alone: test cards, and nothing of a real one
 * @param quota how much it may ask
 * @param addresses where it may call from; empty for anywhere
 */
public record Terms(
    Reach reach, boolean area, boolean sandbox, Quota quota, List<AddressRange> addresses) {
  /** No limit beyond scopes and venue. */
  public static final Terms NONE = new Terms(Reach.ALL, false, false, Quota.NONE, List.of());

  /** Copies the addresses. */
  public Terms {
    addresses = List.copyOf(addresses);
  }

  /** Whether it may call from anywhere. */
  public boolean isFromAnywhere() {
    return addresses.isEmpty();
  }

  /** Whether it may call from an address. */
  public boolean allows(InetAddress caller) {
    return addresses.isEmpty() || addresses.stream().anyMatch(range -> range.contains(caller));
  }

  /** The same for another reach. */
  public Terms with(Reach other) {
    return new Terms(other, area, sandbox, quota, addresses);
  }

  /** The same within an area or at one place. */
  public Terms inArea(boolean isArea) {
    return new Terms(reach, isArea, sandbox, quota, addresses);
  }

  /** The same in the sandbox or outside. */
  public Terms inSandbox(boolean isSandbox) {
    return new Terms(reach, area, isSandbox, quota, addresses);
  }

  /** The same with another quota. */
  public Terms with(Quota other) {
    return new Terms(reach, area, sandbox, other, addresses);
  }

  /** The same from these addresses. */
  public Terms from(List<AddressRange> ranges) {
    return new Terms(reach, area, sandbox, quota, ranges);
  }
}
