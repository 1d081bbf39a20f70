package org.goldcard.cli.port;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The servers this program runs or leans on. The two ways to run the service start it, block until
 * it is stopped, and throw {@link CommandRefused} where it cannot start.
 */
public interface Servers {
  /** Runs the embedded default. */
  void dev(DevWish wish);

  /** Runs a node on the servers the settings name. */
  void serve(Role role);

  /** Loads the functions into Redis, as the user who may; answers their version. */
  int loadFunctions();

  /** The access rules of the Redis users: service, deployer, and where needed for Sentinels. */
  List<String> redisUsers();

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
