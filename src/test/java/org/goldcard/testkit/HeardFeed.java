package org.goldcard.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.goldcard.status.Heartbeat;
import org.goldcard.status.StatusChange;
import org.goldcard.status.StatusListener;

/** A listener that writes down what it hears. */
public final class HeardFeed implements StatusListener {
  private final List<StatusChange> changes = new CopyOnWriteArrayList<>();
  private final List<Heartbeat> heartbeats = new CopyOnWriteArrayList<>();

  /** The changes heard so far. */
  public List<StatusChange> changes() {
    return List.copyOf(changes);
  }

  /** The heartbeats heard so far. */
  public List<Heartbeat> heartbeats() {
    return List.copyOf(heartbeats);
  }

  @Override
  public void changed(StatusChange change) {
    changes.add(change);
  }

  @Override
  public void alive(Heartbeat heartbeat) {
    heartbeats.add(heartbeat);
  }
}
