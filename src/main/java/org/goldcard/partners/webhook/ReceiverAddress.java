package org.goldcard.partners.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * Which addresses may be registered, as they are written; where their names lead is checked at
 * every push besides.
 *
 * @param ports the ports events may be pushed to
 * @param loopback whether receivers on this machine are allowed, over plain HTTP and any port: in
 *     the demonstration
 */
public record ReceiverAddress(Set<Integer> ports, boolean loopback) {
  private static final int LONGEST = 512;
  private static final int HTTPS = 443;

  /** Copies the ports. */
  public ReceiverAddress {
    ports = Set.copyOf(ports);
  }

  /** The address with this text; empty when it may not be one. */
  public Optional<URI> read(String text) {
    try {
      return Optional.of(new URI(text)).filter(uri -> text.length() <= LONGEST && isAllowed(uri));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private boolean isAllowed(URI uri) {
    boolean plain = uri.getHost() != null && uri.getRawUserInfo() == null;
    if (!plain || uri.getRawFragment() != null) {
      return false;
    }
    if ("https".equals(uri.getScheme())) {
      return loopback || ports.contains(portOf(uri));
    }
    return loopback && "http".equals(uri.getScheme()) && isLocal(uri.getHost());
  }

  private static boolean isLocal(String host) {
    return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
  }

  /** The port an address leads to. */
  public static int portOf(URI uri) {
    int usual = "http".equals(uri.getScheme()) ? 80 : HTTPS;
    return uri.getPort() < 0 ? usual : uri.getPort();
  }
}
