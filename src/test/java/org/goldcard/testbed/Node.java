package org.goldcard.testbed;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.goldcard.dev.host.FreePort;
import org.goldcard.dev.host.ServerProcess;

/** One node of the service: {@code serve} in a process of its own. Blocks. */
public final class Node implements AutoCloseable {
  private static final Duration UP = Duration.ofMinutes(3);

  private final Launch launch;
  private final int port;
  private final Path log;
  private Process process;

  /** Starts a node of a town. */
  public Node(Town town) {
    this(town, Launch.main(town, List.of("serve")));
  }

  /** Starts a node of a town in a certain way. */
  public Node(Town town, Launch way) {
    this.port = FreePort.any();
    this.launch =
        way.with("LISTEN", "127.0.0.1:" + port)
            .with("SPOOL_DIR", town.home().resolve("spool-" + port).toString());
    this.log = town.home().resolve("node-" + port + ".log");
    this.process = launch.start(log);
  }

  /** Waits until it says that it is ready. */
  @CanIgnoreReturnValue
  public Node awaitReady() {
    Awaitility.await("ready, see " + log)
        .atMost(UP)
        .pollInterval(Duration.ofMillis(50))
        .until(this::isReadyOrGone);
    if (!process.isAlive()) {
      throw new IllegalStateException("the node ended:\n" + Town.tail(log));
    }
    return this;
  }

  /** Whether it takes requests. */
  public boolean isReady() {
    try (Wire wire = new Wire(port, Duration.ofSeconds(2))) {
      return wire.get("/health/ready").status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** What it says of its health, and the end of its log, for a failure's message. */
  public String state() {
    String health;
    try (Wire wire = new Wire(port, Duration.ofSeconds(2))) {
      Wire.Reply reply = wire.get("/health/ready");
      health = reply.status() + " " + reply.body();
    } catch (IOException e) {
      health = e.toString();
    }
    return "node at " + port + ": " + health + "\n" + Town.tail(log);
  }

  private boolean isReadyOrGone() {
    return !process.isAlive() || isReady();
  }

  /** Whether its process runs. */
  public boolean isRunning() {
    return process.isAlive();
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** Its process. */
  public long pid() {
    return process.pid();
  }

  /** What it said. */
  public Path log() {
    return log;
  }

  /** Starts it again on the same port, after it ended. */
  public void restart() {
    process = launch.start(log);
  }

  /** Ends it at once, like a power cut. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(20));
  }

  /** Asks it to end, and waits for that; answers its exit code. */
  @CanIgnoreReturnValue
  public int terminate() {
    process.destroy();
    awaitEnd(Duration.ofSeconds(40));
    return process.exitValue();
  }

  /** Stops it from running, with its connections open. */
  public void freeze() {
    ServerProcess.signal(process.toHandle(), "STOP");
  }

  /** Lets a frozen one go on. */
  public void thaw() {
    ServerProcess.signal(process.toHandle(), "CONT");
  }

  /** Waits for its end; answers its exit code. */
  @CanIgnoreReturnValue
  public int awaitEnd(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the node does not end:\n" + Town.tail(log));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    if (!ServerProcess.endedWithin(process.toHandle(), Duration.ofSeconds(20))) {
      process.destroyForcibly();
    }
  }
}
