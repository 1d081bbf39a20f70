package org.goldcard.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Proves from the record alone what was promised: no VALID for a card whose stop had been
 * acknowledged longer ago than its bound, none on a list that is too old or that already held the
 * stop, and nobody refused who was never stopped.
 */
final class Checker {
  /** A node may still be finding its way for so long after a fault was healed. */
  private static final long SETTLING = 2_000_000_000L;

  private static final long OLDEST = Fault.RECORD.toNanos();
  private static final Set<String> HARMLESS =
      Set.of("VALID", "REPEAT_TODAY", "CODE_USED", "LIST_STALE", "CODE_EXPIRED");

  private final List<Recorder.Span> spans;
  private final Map<Integer, List<Recorder.Change>> changes;
  private final List<Recorder.Answer> answers;
  private final List<Recorder.Pause> pauses;
  private final List<String> violations = new ArrayList<>();
  private final Map<String, Long> latest = new TreeMap<>();

  Checker(Recorder recorder) {
    this.spans = recorder.spans();
    this.answers = recorder.answers();
    this.pauses = recorder.pauses();
    this.changes =
        recorder.changes().stream()
            .sorted(Comparator.comparingLong(Recorder.Change::rev))
            .collect(Collectors.groupingBy(Recorder.Change::card));
    answers.forEach(this::check);
  }

  /** Every broken promise, a line each. */
  List<String> violations() {
    return List.copyOf(violations);
  }

  private void check(Recorder.Answer answer) {
    List<Recorder.Change> ofCard = changes.getOrDefault(answer.card(), List.of());
    if (ofCard.isEmpty() && !HARMLESS.contains(answer.result())) {
      violations.add("refused who was never stopped: " + answer);
    }
    if (!answer.isValid()) {
      return;
    }
    if (answer.age() > OLDEST) {
      violations.add("VALID on an old list: " + answer);
    }
    for (int i = 0; i < ofCard.size(); i++) {
      Recorder.Change stop = ofCard.get(i);
      boolean lifted = i + 1 < ofCard.size() && answer.received() > ofCard.get(i + 1).sent();
      if (stop.state().equals("LOST") && !lifted) {
        checkAgainst(stop, answer);
      }
    }
  }

  private void checkAgainst(Recorder.Change stop, Recorder.Answer answer) {
    if (answer.rev() >= stop.rev()) {
      violations.add("VALID though its list held the stop: " + stop + " " + answer);
    }
    long late = answer.sent() - stop.acknowledged();
    if (late > 0) {
      latest.merge(during(stop.acknowledged(), answer.received()), late, Math::max);
    }
    if (late > boundOf(stop.acknowledged(), answer.received())) {
      violations.add(
          "VALID %d ms after the stop (the machine paused for up to %d ms): %s %s"
              .formatted(
                  late / 1_000_000,
                  longestPause(stop.acknowledged(), answer.received()) / 1_000_000,
                  stop,
                  answer));
    }
  }

  private long longestPause(long from, long to) {
    return pauses.stream()
        .filter(pause -> pause.from() <= to && pause.to() >= from)
        .mapToLong(pause -> pause.to() - pause.from())
        .reduce(0, Math::max);
  }

  /** The longest time in which nobody could work on this machine, milliseconds. */
  long longestPauseMillis() {
    return longestPause(Long.MIN_VALUE, Long.MAX_VALUE) / 1_000_000;
  }

  private boolean touches(Recorder.Span span, long from, long to) {
    return span.from() <= to && span.to() + SETTLING >= from;
  }

  private long boundOf(long from, long to) {
    return spans.stream()
        .filter(span -> touches(span, from, to))
        .mapToLong(span -> span.fault().bound().toNanos())
        .reduce(Fault.HEALTHY.toNanos(), Math::max);
  }

  private String during(long from, long to) {
    return spans.stream()
        .filter(span -> touches(span, from, to))
        .map(span -> span.fault().name())
        .sorted()
        .distinct()
        .collect(
            Collectors.collectingAndThen(Collectors.joining(" + "), n -> n.isEmpty() ? "-" : n));
  }

  /** How long after a stop the last VALID for it was asked for, by fault, milliseconds. */
  Map<String, Long> latestMillis() {
    Map<String, Long> millis = new TreeMap<>();
    latest.forEach((name, nanos) -> millis.put(name, nanos / 1_000_000));
    return millis;
  }

  /** Answers by result and node. */
  Map<String, Long> results() {
    return answers.stream()
        .collect(
            Collectors.groupingBy(
                a -> a.result() + " at node " + (a.node() + 1),
                TreeMap::new,
                Collectors.counting()));
  }

  /** Codes let in at both nodes: what losing the shared memory of used codes costs. */
  long usedTwice() {
    Map<Integer, Set<Integer>> nodes = new HashMap<>();
    for (Recorder.Answer answer : answers) {
      if (answer.isValid()) {
        nodes.computeIfAbsent(answer.code(), c -> new HashSet<>()).add(answer.node());
      }
    }
    return nodes.values().stream().filter(n -> n.size() > 1).count();
  }

  /** The names of all verifications that were answered; each was asked for once. */
  Set<String> answered() {
    return answers.stream().map(Recorder.Answer::verification).collect(Collectors.toSet());
  }
}
