package org.goldcard.architecture.planted.token.two;

import java.util.List;
import org.goldcard.architecture.planted.token.one.FirstHalf;

/** Planted: the other half of a cycle. */
public record SecondHalf(List<FirstHalf> others) {
  /** Copies the list. */
  public SecondHalf {
    others = List.copyOf(others);
  }

  /** Names the other half. */
  public FirstHalf first() {
    return others.get(0);
  }
}
