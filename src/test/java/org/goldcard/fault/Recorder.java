package org.goldcard.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keeps every acknowledged change, every answer and every fault, as they were seen from outside.
 */
final class Recorder {
  private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Queue<Span> spans = new ConcurrentLinkedQueue<>();

  private final Queue<Pause> pauses = new ConcurrentLinkedQueue<>();

  void add(Change change) {
    changes.add(change);
  }

  void add(Answer answer) {
    answers.add(answer);
  }

  void add(Span span) {
    spans.add(span);
  }

  void add(Pause pause) {
    pauses.add(pause);
  }

  List<Pause> pauses() {
    return new ArrayList<>(pauses);
  }

  List<Change> changes() {
    return new ArrayList<>(changes);
  }

  List<Answer> answers() {
    return new ArrayList<>(answers);
  }

  List<Span> spans() {
    return new ArrayList<>(spans);
  }

  /**
   * A change that was acknowledged.
   *
   * @param card the card's index
   * @param state what it was changed to
   * @param rev the revision named by the acknowledgement
   * @param sent when it was first asked for, monotonic nanoseconds
   * @param acknowledged when the acknowledgement had arrived
   */
  record Change(int card, String state, long rev, long sent, long acknowledged) {}

  /**
   * An answer to a scan.
   *
   * @param node which node said it
   * @param card the card's index
   * @param code the text that was scanned, by its hash
   * @param verification the name of the verification
   * @param result the result code
   * @param replay whether the memory of used codes was shared
   * @param rev the revision the list had reached
   * @param age how old the list was, nanoseconds
   * @param sent when it was asked, monotonic nanoseconds
   * @param received when the answer had arrived
   */
  record Answer(
      int node,
      int card,
      int code,
      String verification,
      String result,
      String replay,
      long rev,
      long age,
      long sent,
      long received) {
    boolean isValid() {
      return result.equals("VALID") || result.equals("REPEAT_TODAY");
    }
  }

  /** A fault from the moment before it was injected to the moment after it was healed. */
  record Span(Fault fault, long from, long to) {}

  /** A time in which this machine let nobody work. */
  record Pause(long from, long to) {}
}
