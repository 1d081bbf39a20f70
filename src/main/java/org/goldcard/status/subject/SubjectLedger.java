package org.goldcard.status.subject;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.goldcard.card.Instruction;
import org.goldcard.card.SubjectWord;
import org.goldcard.status.StatusChange.Kind;

/**
 * The subjects of record. Safe from any thread; a lost database is a failed future.
 *
 * <p>A change is durable on return; one transaction holds the subject with its version one higher,
 * its word with a dense sequence number and the audit row.
 */
public interface SubjectLedger {
  /** All subjects of some kinds. */
  Future<List<Subject>> all(Collection<Kind> kinds);

  /** The subjects at these indexes; those nobody recorded are left out. */
  Future<List<Subject>> at(Collection<Integer> indexes);

  /** The subject with this name. */
  Future<Optional<Subject>> find(Kind kind, String name);

  /**
   * Changes a subject, or records it.
   *
   * @param decide called with what is recorded, under its lock; answers what it shall be. The same
   *     again, or nothing, changes nothing. A withdrawn subject stays withdrawn.
   * @return the sequence number of the change, or of the feed's head when nothing was changed
   */
  Future<Long> change(
      Kind kind,
      String name,
      Instruction instruction,
      Function<Optional<Subject>, Optional<Wish>> decide);

  /**
   * Changes or records several subjects of a kind, all or none.
   *
   * @param decide called with all that are recorded of the kind, under the lock of all writers of
   *     several; answers what some shall be, by name. The same again changes nothing, and a
   *     withdrawn subject stays withdrawn.
   * @return the sequence number of the last change, in the order of the answer, or of the feed's
   *     head when nothing was changed
   */
  Future<Long> changeAll(
      Kind kind, Instruction instruction, Function<List<Subject>, Map<String, Wish>> decide);

  /**
   * What a subject shall be.
   *
   * @param action what the audit row calls it, never reworded: {@code client.put}
   * @param state where it shall stand
   * @param body what it shall be, as a JSON object
   * @param anew whether the version rises although nothing else changes
   */
  record Wish(String action, SubjectWord.State state, String body, boolean anew) {}
}
