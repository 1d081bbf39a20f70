package org.goldcard.dev.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.goldcard.dev.host.DirectoryLock;
import org.goldcard.dev.host.Pause;
import org.goldcard.dev.host.Platform;
import org.goldcard.dev.host.StartRefused;
import org.goldcard.dev.host.Supervised;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded default: real PostgreSQL and real Redis below one data directory, started together,
 * started again when they die, and kept to one service at a time. Blocks.
 */
public final class EmbeddedServers {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServers.class);
  private static final Duration TO_COME_UP = Duration.ofSeconds(30);

  private final ServerHome home;
  private final DirectoryLock lock;
  private final Addresses addresses;

  private EmbeddedServers(ServerHome home, DirectoryLock lock, Addresses addresses) {
    this.home = home;
    this.lock = lock;
    this.addresses = addresses;
  }

  /**
   * Starts both servers, adopting or stopping what a killed run left behind, and returns when both
   * answer.
   *
   * @param progress told in one line, in both languages, what takes a while
   * @throws StartRefused when another service runs on the directory or the servers cannot run here
   */
  public static RunningServers start(Path data, Ports ports, Consumer<String> progress) {
    return start(data, data.resolve("programs"), ports, progress);
  }

  /** The same with the unpacked programs elsewhere, to share them between data directories. */
  public static RunningServers start(
      Path data, Path programs, Ports ports, Consumer<String> progress) {
    try {
      ServerHome home = ServerHome.at(data, programs, Platform.here(), progress);
      DirectoryLock lock = DirectoryLock.tryLock(home.data()).orElseThrow(() -> inUse(home));
      return startLocked(home, lock, ports);
    } catch (IOException e) {
      throw unusable(data, e);
    }
  }

  /**
   * The servers another program runs on this directory, if both answer; closing what is returned
   * ends them only when their own program has ended meanwhile.
   */
  public static Optional<RunningServers> attach(Path data) {
    if (!Files.isDirectory(data)) {
      return Optional.empty();
    }
    try {
      return Attachment.to(data.toRealPath());
    } catch (IOException e) {
      throw unusable(data, e);
    }
  }

  /** For a command: the running servers, or servers of its own until it is closed. */
  public static RunningServers open(Path data, Consumer<String> progress) {
    long end = System.nanoTime() + TO_COME_UP.toNanos();
    while (true) {
      Optional<RunningServers> running = attach(data);
      if (running.isPresent()) {
        return running.get();
      }
      try {
        return start(data, Ports.ANY, progress);
      } catch (StartRefused e) {
        // Another program may be starting them right now.
        if (!e.isInUse() || System.nanoTime() > end) {
          throw e;
        }
      }
      Pause.aMoment();
    }
  }

  private static StartRefused inUse(ServerHome home) {
    return StartRefused.inUse(
        "另一个金卡服务正在使用数据目录 " + home.data() + "。请先停止它，或换一个数据目录。",
        "another goldcard service is using the data directory "
            + (home.data() + ". Stop it first, or choose another data directory."));
  }

  private static StartRefused unusable(Path data, IOException e) {
    return new StartRefused(
        "数据目录 " + data + " 无法使用：" + e, "the data directory " + data + " cannot be used: " + e, e);
  }

  private static RunningServers startLocked(ServerHome home, DirectoryLock lock, Ports ports)
      throws IOException {
    try {
      requirePasswordsOfTheData(home);
      return new EmbeddedServers(home, lock, Addresses.open(home.data())).startBoth(ports);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void requirePasswordsOfTheData(ServerHome home) {
    Path secrets = home.data().resolve("secrets").resolve("servers");
    if (Files.exists(EmbeddedPostgres.data(home.data())) && !Files.exists(secrets)) {
      throw new StartRefused(
          "数据库已存在，但缺少其密码文件 " + secrets + "。请从备份恢复该文件。",
          "the database exists, but its passwords in "
              + secrets
              + " are missing: restore the file");
    }
  }

  private RunningServers startBoth(Ports ports) throws IOException {
    FutureTask<Supervised> redisStart = inParallel(() -> redis(ports));
    Optional<Supervised> postgres = Optional.empty();
    try {
      postgres = Optional.of(postgres(ports));
      Supervised redis = result(redisStart);
      Addresses now = addresses.at(postgres.get().port(), redis.port());
      now.keepPorts(home.data());
      List<Supervised> both = List.of(redis, postgres.get());
      return new RunningServers(
          now, postgres.get()::pid, redis::pid, new Ending(home.data(), lock, both));
    } catch (IOException | RuntimeException e) {
      postgres.ifPresent(Supervised::close);
      closeIfStarted(redisStart);
      throw e;
    }
  }

  private Supervised postgres(Ports ports) throws IOException {
    return EmbeddedPostgres.start(
        home, addresses.postgresPasswords(), ports.postgres(), addresses.postgresPort());
  }

  private Supervised redis(Ports ports) throws IOException {
    return EmbeddedRedis.start(
        home, addresses.redisPassword(), ports.redis(), addresses.redisPort());
  }

  private static FutureTask<Supervised> inParallel(Callable<Supervised> start) {
    FutureTask<Supervised> task = new FutureTask<>(start);
    Thread thread = new Thread(task, "dev-start-redis");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  private static void closeIfStarted(FutureTask<Supervised> task) {
    try {
      result(task).close();
    } catch (IOException | RuntimeException e) {
      LOG.debug("the other server had not started either", e);
    }
  }

  private static Supervised result(FutureTask<Supervised> task) throws IOException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof StartRefused refused) {
        throw refused;
      }
      throw new IllegalStateException("redis: failed to start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefused("启动被中断", "the start was interrupted", e);
    }
  }
}
