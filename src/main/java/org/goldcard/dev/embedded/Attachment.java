package org.goldcard.dev.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.goldcard.dev.host.DirectoryLock;
import org.goldcard.dev.host.ServerProcess;

/** The use of servers that another program started. */
final class Attachment implements Runnable {
  private final Path data;
  private final ProcessHandle postgres;
  private final ProcessHandle redis;
  private final Path user;
  private final AtomicBoolean done = new AtomicBoolean();

  private Attachment(Path data, ProcessHandle postgres, ProcessHandle redis) throws IOException {
    this.data = data;
    this.postgres = postgres;
    this.redis = redis;
    this.user = Users.of(data).add();
  }

  /** The running servers of the data directory (without symbolic links), when both answer. */
  static Optional<RunningServers> to(Path data) throws IOException {
    Optional<ProcessHandle> postgres =
        ServerProcess.startedWith(EmbeddedPostgres.data(data).toString());
    Optional<ProcessHandle> redis =
        ServerProcess.startedWith(EmbeddedRedis.settingsFile(data).toString());
    if (postgres.isEmpty() || redis.isEmpty()) {
      return Optional.empty();
    }
    PostmasterFile file = PostmasterFile.of(EmbeddedPostgres.data(data));
    Addresses kept = Addresses.open(data);
    int redisPort = EmbeddedRedis.portOf(EmbeddedRedis.settingsFile(data));
    if (!file.saysReady(postgres.get()) || !RedisWire.answers(redisPort, kept.redisPassword())) {
      return Optional.empty();
    }
    Attachment attachment = new Attachment(data, postgres.get(), redis.get());
    return Optional.of(
        new RunningServers(
            kept.at(file.port(), redisPort), postgres.get()::pid, redis.get()::pid, attachment));
  }

  /** Ends the servers when nobody else uses them any more. */
  @Override
  public void run() {
    if (!done.compareAndSet(false, true)) {
      return;
    }
    try {
      Files.deleteIfExists(user);
      Optional<DirectoryLock> lock = DirectoryLock.tryLock(data);
      if (lock.isPresent()) {
        endUnlessUsed(lock.get());
      }
    } catch (IOException e) {
      throw new IllegalStateException("users: cannot be changed", e);
    }
  }

  private void endUnlessUsed(DirectoryLock lock) throws IOException {
    try (lock) {
      if (!Users.of(data).any()) {
        EmbeddedRedis.end(redis);
        EmbeddedPostgres.end(postgres);
      }
    }
  }
}
