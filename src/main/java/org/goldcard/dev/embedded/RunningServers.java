package org.goldcard.dev.embedded;

import java.util.function.LongSupplier;

/**
 * The embedded servers, running. Closing ends them, or leaves them to a command of another terminal
 * that still uses them and will end them.
 */
public final class RunningServers implements AutoCloseable {
  private final Addresses addresses;
  private final LongSupplier postgresPid;
  private final LongSupplier redisPid;
  private final Runnable ending;

  RunningServers(
      Addresses addresses, LongSupplier postgresPid, LongSupplier redisPid, Runnable ending) {
    this.addresses = addresses;
    this.postgresPid = postgresPid;
    this.redisPid = redisPid;
    this.ending = ending;
  }

  /** {@code postgresql://} address of the service's own role, with its password. */
  public String databaseUrl() {
    return addresses.databaseUrl();
  }

  /** The same as superuser, for tests and inspection; the service does not use it. */
  public String adminDatabaseUrl() {
    return addresses.adminDatabaseUrl();
  }

  /** {@code redis://} address with its password. */
  public String redisUrl() {
    return addresses.redisUrl();
  }

  /** The process that is PostgreSQL now; another one after a restart. */
  public long postgresPid() {
    return postgresPid.getAsLong();
  }

  /** The process that is Redis now; another one after a restart. */
  public long redisPid() {
    return redisPid.getAsLong();
  }

  @Override
  public void close() {
    ending.run();
  }
}
