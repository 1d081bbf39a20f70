package org.goldcard.messaging.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.function.Predicate;

/**
 * Which network addresses may be connected to at a partner's word: those of the public internet,
 * and those an operator named. Private, loopback, link-local (with the cloud's metadata),
 * carrier-grade NAT, multicast, reserved and documentation ranges are refused, and so is every IPv6
 * range that carries an IPv4 address within (RFC 6890, IANA special-purpose registries).
 */
public final class AddressRules {
  private final Predicate<InetAddress> named;

  /** The public internet, and what an operator named. */
  public AddressRules(Predicate<InetAddress> named) {
    this.named = named;
  }

  /** Whether an address may be connected to. */
  public boolean allows(InetAddress address) {
    return named.test(address) || isPublic(address);
  }

  private static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address.isMulticastAddress() || address.isAnyLocalAddress()) {
      return false;
    }
    return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
  }

  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 255;
    int second = bytes[1] & 255;
    int third = bytes[2] & 255;
    return switch (first) {
      case 0, 10, 127 -> false;
      case 100 -> second < 64 || second > 127;
      case 169 -> second != 254;
      case 172 -> second < 16 || second > 31;
      case 192 -> isPublic192(second, third);
      case 198 -> second != 18 && second != 19 && !(second == 51 && third == 100);
      case 203 -> !(second == 0 && third == 113);
      default -> first < 224;
    };
  }

  /** 192.0.0/24 and 192.0.2/24, relays of 6to4, private networks. */
  private static boolean isPublic192(int second, int third) {
    boolean special = second == 0 && (third == 0 || third == 2);
    return !special && !(second == 88 && third == 99) && second != 168;
  }

  /** Global unicast is 2000::/3; protocols, documentation and 6to4 are taken out of it. */
  private static boolean isPublic6(byte[] bytes) {
    int first = ((bytes[0] & 255) << 8) | (bytes[1] & 255);
    int second = ((bytes[2] & 255) << 8) | (bytes[3] & 255);
    boolean global = (first & 0xe000) == 0x2000;
    boolean protocols = first == 0x2001 && (second < 0x200 || second == 0xdb8);
    boolean documentation = first == 0x3fff && second < 0x1000;
    return global && !protocols && !documentation && first != 0x2002;
  }
}
