package org.goldcard.cli.port;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The two ways to run the service. Both start it, block until it is stopped, and throw {@link
 * CommandRefused} where it cannot start.
 */
public interface Servers {
  /** Runs the embedded default. */
  void dev(DevWish wish);

  /** Runs a node on the servers the settings name. */
  void serve(Role role);

  /**
   * How the embedded default is run.
   *
   * @param data where everything is kept
   * @param port where pages and API are served; 0 for any free port, null for the usual one
   */
  record DevWish(Path data, @Nullable Integer port) {}

  /** What a node may do. */
  enum Role {
    /** Everything. */
    ALL,
    /** Verify only: no pass key, and a database role that may do little. */
    VERIFY
  }
}
