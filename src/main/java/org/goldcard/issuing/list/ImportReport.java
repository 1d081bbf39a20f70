package org.goldcard.issuing.list;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldcard.issuing.TalentRegistry.Result;
import org.jspecify.annotations.Nullable;

/**
 * What came of a list. It names lines, never people's numbers.
 *
 * @param rows how many rows the table has below its headings, blank ones not counted
 * @param recorded whether the good rows were recorded
 * @param counts how many rows came to each result; of a list that was not recorded, what they would
 *     have come to
 * @param faults everything wrong with the table, by line
 * @param remarks what was done otherwise than a row says, by line: an older decision, a kept
 *     contact
 * @param unreachable talents without phone and e-mail, whom the windows have to find
 * @param rejectedFile the name of the file of bad rows; null when none was written
 */
public record ImportReport(
    int rows,
    boolean recorded,
    Map<Result, Integer> counts,
    List<Fault> faults,
    List<Fault> remarks,
    List<Unreachable> unreachable,
    @Nullable String rejectedFile) {
  /** Copies the lists. */
  public ImportReport {
    counts = Map.copyOf(counts);
    faults = List.copyOf(faults);
    remarks = List.copyOf(remarks);
    unreachable = List.copyOf(unreachable);
  }

  /**
   * A talent no one-time code can reach.
   *
   * @param line the row
   * @param name the masked name
   * @param district the code of the district whose window has to find them
   */
  public record Unreachable(int line, String name, String district) {}

  /** How many rows have a fault. */
  public int badRows() {
    return (int) faults.stream().mapToInt(Fault::line).distinct().filter(l -> l > 0).count();
  }

  /** How many rows came to a result. */
  public int count(Result result) {
    return counts.getOrDefault(result, 0);
  }

  /** The name of the file of bad rows. */
  public Optional<String> rejected() {
    return Optional.ofNullable(rejectedFile);
  }
}
