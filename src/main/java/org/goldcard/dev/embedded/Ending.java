package org.goldcard.dev.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.goldcard.dev.host.DirectoryLock;
import org.goldcard.dev.host.Supervised;

/** What closing the servers does in the program that started them. */
final class Ending implements Runnable {
  private final Path data;
  private final DirectoryLock lock;
  private final List<Supervised> servers;
  private final AtomicBoolean done = new AtomicBoolean();

  Ending(Path data, DirectoryLock lock, List<Supervised> servers) {
    this.data = data;
    this.lock = lock;
    this.servers = List.copyOf(servers);
  }

  @Override
  public void run() {
    if (!done.compareAndSet(false, true)) {
      return;
    }
    try (lock) {
      if (Users.of(data).any()) {
        servers.forEach(Supervised::release);
      } else {
        servers.forEach(Supervised::close);
      }
    } catch (IOException e) {
      throw new IllegalStateException("users: cannot be read", e);
    }
  }
}
