package org.goldcard.dev.host;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server process that is started again, on the same port, whenever it ends by itself. */
public final class Supervised implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Supervised.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** What differs between the servers. */
  public interface Server {
    /** For messages. */
    String name();

    /** Where it listens, on 127.0.0.1. */
    int port();

    /** Starts it and returns when it answers; refuses when it does not come up. */
    ProcessHandle launch();

    /** Ends it so that its data are whole. */
    void stop(ProcessHandle process);
  }

  private final Server server;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread watcher;
  private volatile ProcessHandle process;

  private Supervised(Server server, ProcessHandle running) {
    this.server = server;
    this.process = running;
    this.watcher = new Thread(this::watchOn, "dev-watch-" + server.name());
    watcher.setDaemon(true);
  }

  /** Watches a running process from now on. */
  public static Supervised watch(Server server, ProcessHandle running) {
    Supervised supervised = new Supervised(server, running);
    supervised.watcher.start();
    return supervised;
  }

  /** Where the server listens. */
  public int port() {
    return server.port();
  }

  /** The process of now. */
  public long pid() {
    return process.pid();
  }

  private void watchOn() {
    while (!isClosing()) {
      ServerProcess.awaitEnd(process);
      if (!isClosing()) {
        LOG.warn("{} ended by itself and is started again", server.name());
        startAgain();
      }
    }
  }

  private void startAgain() {
    Duration pause = FIRST_PAUSE;
    while (!waitedForClosing(pause)) {
      try {
        process = server.launch();
        LOG.info("{} runs again", server.name());
        return;
      } catch (StartRefused e) {
        LOG.warn("{} does not come up yet: {}", server.name(), e.getMessage());
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private boolean waitedForClosing(Duration time) {
    try {
      return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Stops watching and leaves the server running. */
  public void release() {
    closing.countDown();
  }

  /** Stops watching, then the server. */
  @Override
  public void close() {
    closing.countDown();
    server.stop(process);
    try {
      watcher.join(Duration.ofSeconds(30).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(process);
  }
}
