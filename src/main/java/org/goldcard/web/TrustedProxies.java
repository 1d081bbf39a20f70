package org.goldcard.web;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The proxies whose word counts: only a request that came from one of them has a forwarded address
 * ({@code X-Forwarded-For}), and only through them, or on this machine, may it come without TLS.
 */
public final class TrustedProxies {
  private static final Pattern LITERAL =
      Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private final List<Network> networks;

  private TrustedProxies(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  /**
   * Networks in CIDR notation, such as {@code 10.0.0.0/8} or {@code fd00::/8}, or single addresses.
   *
   * @throws IllegalArgumentException when one is neither
   */
  public static TrustedProxies of(List<String> cidrs) {
    return new TrustedProxies(cidrs.stream().map(Network::parse).toList());
  }

  /** Whether no proxy is trusted. */
  public boolean isEmpty() {
    return networks.isEmpty();
  }

  /** Whether a request may come without TLS: over loopback or from a trusted proxy. */
  boolean mayBePlain(HttpServerRequest request) {
    return peer(request).map(p -> p.isLoopbackAddress() || isTrusted(p)).orElse(false);
  }

  /** Whether the caller is on this machine or a private network. */
  boolean isInside(HttpServerRequest request) {
    return caller(request).map(TrustedProxies::isPrivate).orElse(false);
  }

  /** The nearest address that is no trusted proxy; empty when a proxy's word cannot be read. */
  private Optional<InetAddress> caller(HttpServerRequest request) {
    Optional<InetAddress> peer = peer(request);
    if (peer.isEmpty() || !isTrusted(peer.get())) {
      return peer;
    }
    List<String> hops = new ArrayList<>();
    for (String header : request.headers().getAll("X-Forwarded-For")) {
      hops.addAll(List.of(header.split(",", -1)));
    }
    Optional<InetAddress> nearest = peer;
    for (int i = hops.size() - 1; i >= 0; i--) {
      nearest = address(hops.get(i).strip());
      if (nearest.isEmpty() || !isTrusted(nearest.get())) {
        return nearest;
      }
    }
    return nearest;
  }

  private boolean isTrusted(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  private static boolean isPrivate(InetAddress address) {
    boolean uniqueLocal =
        address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
    return address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || uniqueLocal;
  }

  private static Optional<InetAddress> peer(HttpServerRequest request) {
    return request.remoteAddress() == null
        ? Optional.empty()
        : address(request.remoteAddress().hostAddress());
  }

  /** An address written in digits; a name is never looked up. */
  private static Optional<InetAddress> address(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    int zone = text.indexOf('%');
    String literal = zone < 0 ? text : text.substring(0, zone);
    if (!LITERAL.matcher(literal).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Addresses that share their first bits. */
  private record Network(InetAddress base, int bits) {
    static Network parse(String cidr) {
      int slash = cidr.indexOf('/');
      String host = slash < 0 ? cidr : cidr.substring(0, slash);
      InetAddress base =
          address(host).orElseThrow(() -> new IllegalArgumentException("cidr: not an address"));
      int longest = base.getAddress().length * 8;
      int bits = slash < 0 ? longest : prefix(cidr.substring(slash + 1));
      if (bits > longest) {
        throw new IllegalArgumentException("cidr: prefix too long");
      }
      return new Network(base, bits);
    }

    private static int prefix(String text) {
      if (!text.matches("[0-9]{1,3}")) {
        throw new IllegalArgumentException("cidr: not a prefix length");
      }
      return Integer.parseInt(text);
    }

    boolean contains(InetAddress other) {
      byte[] a = base.getAddress();
      byte[] b = other.getAddress();
      if (a.length != b.length) {
        return false;
      }
      for (int i = 0; i < bits; i++) {
        int mask = 0x80 >>> (i & 7);
        if ((a[i >>> 3] & mask) != (b[i >>> 3] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
