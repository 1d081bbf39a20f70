package org.goldcard.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Host names and addresses as they are written in settings; nothing is looked up. */
final class Hosts {
  private Hosts() {}

  /** Whether only this machine can be meant. */
  static boolean isLoopback(String host) {
    String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return plain.toLowerCase(Locale.ROOT).equals("localhost")
        || plain.equals("::1")
        || plain.matches("127(\\.\\d{1,3}){3}");
  }

  /** An address of a server: scheme, host and more; none when it does not parse. */
  static Optional<URI> uri(String text) {
    try {
      URI uri = new URI(text);
      return Optional.of(uri).filter(u -> u.getScheme() != null && u.getRawAuthority() != null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** The password of {@code user:password} as it was written, percent signs and all; or empty. */
  static String password(URI uri) {
    String user = uri.getRawUserInfo();
    return user == null || user.indexOf(':') < 0 ? "" : user.substring(user.indexOf(':') + 1);
  }

  /** The value of a parameter in the query, or empty. */
  static String parameter(URI uri, String name) {
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    return "";
  }
}
