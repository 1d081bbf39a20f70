package org.goldcard.testkit;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.goldcard.card.Instruction;
import org.goldcard.card.StatusWord;
import org.goldcard.card.SubjectWord;
import org.goldcard.status.StatusChange.Kind;
import org.goldcard.status.subject.Subject;
import org.goldcard.status.subject.SubjectLedger;

/** The subjects of record in memory, with the feed they are numbered in. */
public final class InMemorySubjects implements SubjectLedger {
  private final InMemoryStatusLog log;
  private final TickingClock clock;
  private final Map<String, Subject> subjects = new HashMap<>();
  private int next = SubjectWord.FIRST_INDEX;
  private boolean away;
  private int reads;

  /** Subjects numbered in a feed. */
  public InMemorySubjects(InMemoryStatusLog log, TickingClock clock) {
    this.log = log;
    this.clock = clock;
  }

  /** From now on every reading fails, or no more. */
  public synchronized void away(boolean gone) {
    away = gone;
  }

  /** How often it was read. */
  public synchronized int reads() {
    return reads;
  }

  @Override
  public synchronized Future<List<Subject>> all(Collection<Kind> kinds) {
    return read(subjects.values().stream().filter(s -> kinds.contains(s.kind())).toList());
  }

  @Override
  public synchronized Future<List<Subject>> at(Collection<Integer> indexes) {
    return read(subjects.values().stream().filter(s -> indexes.contains(s.index())).toList());
  }

  @Override
  public synchronized Future<Optional<Subject>> find(Kind kind, String name) {
    return read(List.of()).map(read -> Optional.ofNullable(subjects.get(kind + name)));
  }

  private Future<List<Subject>> read(List<Subject> found) {
    reads++;
    return away ? Future.failedFuture("away") : Future.succeededFuture(new ArrayList<>(found));
  }

  @Override
  public Future<Long> change(
      Kind kind,
      String name,
      Instruction instruction,
      Function<Optional<Subject>, Optional<Wish>> decide) {
    Subject after;
    synchronized (this) {
      Optional<Subject> before = Optional.ofNullable(subjects.get(kind + name));
      Optional<Wish> decided = decide.apply(before);
      if (decided.isEmpty()) {
        return log.head().map(head -> head.seq());
      }
      Wish wish = decided.get();
      int version = 1 + before.map(s -> s.word().version()).orElse(0);
      int index = before.map(Subject::index).orElse(next++);
      SubjectWord word = SubjectWord.of(wish.state(), version);
      after = new Subject(kind, name, index, word, wish.body());
      subjects.put(kind + name, after);
    }
    return record(after);
  }

  @Override
  public Future<Long> changeAll(
      Kind kind, Instruction instruction, Function<List<Subject>, Map<String, Wish>> decide) {
    List<Subject> before;
    synchronized (this) {
      before = subjects.values().stream().filter(s -> s.kind() == kind).toList();
    }
    Future<Long> rev = log.head().map(head -> head.seq());
    for (Map.Entry<String, Wish> one : decide.apply(before).entrySet()) {
      rev =
          change(
              kind,
              one.getKey(),
              instruction,
              old -> Optional.of(one.getValue()).filter(w -> isNew(old, w)));
    }
    return rev;
  }

  private static boolean isNew(Optional<Subject> before, Wish wish) {
    return before
        .filter(s -> s.word().state() == wish.state() && s.body().equals(wish.body()))
        .isEmpty();
  }

  private Future<Long> record(Subject after) {
    Kind kind = after.kind();
    StatusWord word = new StatusWord(after.word().bits());
    log.record(clock.instant(), new InMemoryStatusLog.Entry(kind, after.index(), word));
    return log.head().map(head -> head.seq());
  }
}
