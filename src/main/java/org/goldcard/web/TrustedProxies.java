package org.goldcard.web;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The proxies whose word counts: only a request that came from one of them has a forwarded address
 * ({@code X-Forwarded-For}), and only through them, or on this machine, may it come without TLS.
 */
public final class TrustedProxies {
  private static final Pattern LITERAL =
      Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private static final int SHORTEST_IPV4 = 7;
  private static final int LONGEST_IPV4 = 15;

  private final Predicate<InetAddress> trusted;
  private final boolean none;

  private TrustedProxies(Predicate<InetAddress> trusted, boolean none) {
    this.trusted = trusted;
    this.none = none;
  }

  /** Those whose addresses these are. */
  public static TrustedProxies of(Predicate<InetAddress> trusted) {
    return new TrustedProxies(trusted, false);
  }

  /** Nobody. */
  public static TrustedProxies none() {
    return new TrustedProxies(address -> false, true);
  }

  /** Whether no proxy is trusted. */
  boolean isEmpty() {
    return none;
  }

  /** Whether a request may come without TLS: over loopback or from a trusted proxy. */
  boolean mayBePlain(HttpServerRequest request) {
    return peer(request).map(p -> p.isLoopbackAddress() || trusted.test(p)).orElse(false);
  }

  /** Whether the caller is on this machine. */
  boolean isLocal(HttpServerRequest request) {
    return caller(request).map(InetAddress::isLoopbackAddress).orElse(false);
  }

  /** Whether connections from an address are counted: a trusted proxy's are many's. */
  boolean isCounted(InetAddress address) {
    return !trusted.test(address);
  }

  /** By what a connection is counted: its address; null for a trusted proxy's, which is many's. */
  @Nullable String counted(HttpConnection connection) {
    String text =
        connection.remoteAddress() == null ? null : connection.remoteAddress().hostAddress();
    return address(text).map(trusted::test).orElse(true) ? null : text;
  }

  /** The nearest address that is no trusted proxy; empty when a proxy's word cannot be read. */
  Optional<InetAddress> caller(HttpServerRequest request) {
    Optional<InetAddress> peer = peer(request);
    if (peer.isEmpty() || !trusted.test(peer.get())) {
      return peer;
    }
    List<String> hops = new ArrayList<>();
    for (String header : request.headers().getAll("X-Forwarded-For")) {
      hops.addAll(List.of(header.split(",", -1)));
    }
    Optional<InetAddress> nearest = peer;
    for (int i = hops.size() - 1; i >= 0; i--) {
      nearest = address(hops.get(i).strip());
      if (nearest.isEmpty() || !trusted.test(nearest.get())) {
        return nearest;
      }
    }
    return nearest;
  }

  /** As the socket knows it; only what is no socket of ours is asked for a text. */
  private static Optional<InetAddress> peer(HttpServerRequest request) {
    if (request.connection() instanceof ConnectionBase own
        && own.channel().remoteAddress() instanceof InetSocketAddress socket
        && socket.getAddress() != null) {
      return Optional.of(socket.getAddress());
    }
    return request.remoteAddress() == null
        ? Optional.empty()
        : address(request.remoteAddress().hostAddress());
  }

  /** The usual case, without a pattern: digits and points. */
  private static boolean isPlainIpv4(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return text.length() >= SHORTEST_IPV4 && text.length() <= LONGEST_IPV4;
  }

  /** An address written in digits; a name is never looked up. */
  private static Optional<InetAddress> address(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    int zone = text.indexOf('%');
    String literal = zone < 0 ? text : text.substring(0, zone);
    if (!isPlainIpv4(literal) && !LITERAL.matcher(literal).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
