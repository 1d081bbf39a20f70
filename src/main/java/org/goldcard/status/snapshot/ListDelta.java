package org.goldcard.status.snapshot;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.goldcard.status.PublishedList;

/**
 * What differs between an earlier state of the published lists and one of now.
 *
 * @param now the state it leads to
 * @param refused indexes that may have changed and are refused now, rising
 * @param accepted indexes that may have changed and are not refused now, rising
 */
public record ListDelta(ListSnapshot now, List<Integer> refused, List<Integer> accepted) {
  /** Copies the indexes. */
  public ListDelta {
    refused = List.copyOf(refused);
    accepted = List.copyOf(accepted);
  }

  static ListDelta of(ListSnapshot now, BitSet changed) {
    List<Integer> refused = new ArrayList<>();
    List<Integer> accepted = new ArrayList<>();
    changed.stream().forEach(index -> (isRefused(now, index) ? refused : accepted).add(index));
    return new ListDelta(now, refused, accepted);
  }

  private static boolean isRefused(ListSnapshot now, int index) {
    ListSnapshot.Part part = now.part(index / PublishedList.SIZE);
    return part != null && part.isSet(index % PublishedList.SIZE);
  }
}
