package org.goldcard.testkit;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.goldcard.status.Leadership;

/** The lead in memory: the twin of the database's. */
public final class InMemoryLeadership implements Leadership {
  private final Map<String, Held> leads = new HashMap<>();
  private long terms;

  /** Takes the lead away from whoever has it, as when its session ends. */
  public synchronized void breakAll() {
    leads.clear();
  }

  @Override
  public synchronized Future<Optional<Lead>> seek(String task) {
    if (leads.containsKey(task)) {
      return Future.succeededFuture(Optional.empty());
    }
    Held lead = new Held(task, ++terms);
    leads.put(task, lead);
    return Future.succeededFuture(Optional.of(lead));
  }

  private final class Held implements Lead {
    private final String task;
    private final long term;

    private Held(String task, long term) {
      this.task = task;
      this.term = term;
    }

    @Override
    public long term() {
      return term;
    }

    @Override
    public Future<Boolean> isHeld() {
      synchronized (InMemoryLeadership.this) {
        return Future.succeededFuture(leads.get(task) == this);
      }
    }

    @Override
    public Future<Void> release() {
      synchronized (InMemoryLeadership.this) {
        leads.remove(task, this);
        return Future.succeededFuture();
      }
    }
  }
}
