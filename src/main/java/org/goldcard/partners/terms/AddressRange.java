package org.goldcard.partners.terms;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A range of IP addresses.
 *
 * @param network its first address, as a number
 * @param prefix leading bits that are fixed
 * @param bits 32 for IPv4, 128 for IPv6
 */
public record AddressRange(BigInteger network, int prefix, int bits) {
  private static final String LITERAL = "(\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)";

  /** Reads {@code 10.0.0.0/8}, {@code fd00::/8} or one address; none when it is malformed. */
  public static Optional<AddressRange> parse(String text) {
    String[] parts = text.split("/", -1);
    boolean shaped = parts.length <= 2 && parts[0].matches(LITERAL);
    if (!shaped || (parts.length == 2 && !parts[1].matches("\\d{1,3}"))) {
      return Optional.empty();
    }
    try {
      byte[] bytes = InetAddress.getByName(parts[0]).getAddress();
      int bits = bytes.length * 8;
      int prefix = parts.length == 2 ? Integer.parseInt(parts[1]) : bits;
      BigInteger number = new BigInteger(1, bytes);
      boolean exact = prefix <= bits && number.getLowestSetBit() >= lowest(number, bits - prefix);
      return exact ? Optional.of(new AddressRange(number, prefix, bits)) : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Bits behind the prefix must be zero; the number zero has none set. */
  private static int lowest(BigInteger number, int free) {
    return number.signum() == 0 ? -1 : free;
  }

  /** Whether the address lies in the range. */
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    BigInteger other = new BigInteger(1, bytes);
    int free = bits - prefix;
    return bytes.length * 8 == bits && other.shiftRight(free).equals(network.shiftRight(free));
  }

  /** The range as {@link #parse} reads it. */
  public String text() {
    byte[] bytes = new byte[bits / 8];
    byte[] number = network.toByteArray();
    int length = Math.min(number.length, bytes.length);
    System.arraycopy(number, number.length - length, bytes, bytes.length - length, length);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + '/' + prefix;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four or sixteen bytes are an address", e);
    }
  }
}
