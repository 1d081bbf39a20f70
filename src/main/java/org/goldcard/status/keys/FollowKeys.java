package org.goldcard.status.keys;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.goldcard.card.SubjectWord.State;
import org.goldcard.status.StatusChange.Kind;
import org.goldcard.status.subject.Subject;
import org.goldcard.status.subject.SubjectTable;
import org.goldcard.token.notice.NodeKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the keys of a running node as the feed tells them, without a restart. A withdrawal is taken
 * over from its word alone; a private file that is needed next is opened on a worker.
 */
public final class FollowKeys {
  private static final Logger LOG = LoggerFactory.getLogger(FollowKeys.class);

  private final SubjectTable subjects;
  private final NodeKeys keys;
  private final Function<Callable<Boolean>, Future<Boolean>> worker;
  private List<Subject> taken = List.of();

  /** Follows a table's keys; files are read by {@code worker}, never on an event loop. */
  public FollowKeys(
      SubjectTable subjects, NodeKeys keys, Function<Callable<Boolean>, Future<Boolean>> worker) {
    this.subjects = subjects;
    this.keys = keys;
    this.worker = worker;
  }

  /** Takes over what is told now, and every change from now on. */
  public void start() {
    subjects.onChange(this::follow);
    follow();
  }

  private synchronized void follow() {
    List<Subject> now = subjects.all(Kind.KEY);
    if (now.equals(taken)) {
      return;
    }
    taken = now;
    if (keys.take(now.stream().map(FollowKeys::told).toList())) {
      worker.apply(this::open).onFailure(e -> LOG.error("a private key cannot be opened", e));
    }
    LOG.info("keys taken over: {}", keys.get());
  }

  private boolean open() {
    keys.open();
    return true;
  }

  private static NodeKeys.Told told(Subject subject) {
    boolean withdrawn = subject.word().state() == State.WITHDRAWN;
    return new NodeKeys.Told(subject.name(), withdrawn, AnnounceKeys.notice(subject));
  }
}
