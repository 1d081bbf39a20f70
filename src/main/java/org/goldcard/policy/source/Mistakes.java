package org.goldcard.policy.source;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong in one or more data files, so that all of it is told at once. */
public final class Mistakes {
  private final List<String> found = new ArrayList<>();

  /** Notes one mistake at its place. */
  public void add(String place, String what) {
    found.add(place + ": " + what);
  }

  /** Everything noted so far, in order of reading. */
  public List<String> found() {
    return List.copyOf(found);
  }

  /**
   * Ends the reading.
   *
   * @throws RefusedSource if anything was noted
   */
  public void refuseIfAny() {
    if (!found.isEmpty()) {
      throw new RefusedSource(found);
    }
  }
}
