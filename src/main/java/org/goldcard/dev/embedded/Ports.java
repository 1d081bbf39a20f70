package org.goldcard.dev.embedded;

/**
 * Where the embedded servers listen, on 127.0.0.1 only.
 *
 * @param postgres a port, or 0 for the one used last time, or else a free one
 * @param redis a port, or 0 likewise
 */
public record Ports(int postgres, int redis) {
  /** Both remembered, or free ones. */
  public static final Ports ANY = new Ports(0, 0);

  /** Refuses what is no port. */
  public Ports {
    if (postgres < 0 || postgres > 65_535) {
      throw new IllegalArgumentException("postgres: not a port");
    }
    if (redis < 0 || redis > 65_535) {
      throw new IllegalArgumentException("redis: not a port");
    }
  }
}
