package org.goldcard.policy.source;

import java.util.List;

/** A data file that must not be used; it stops the start. */
public final class RefusedSource extends RuntimeException {
  private final List<String> mistakes;

  /** Names every mistake, one a line. */
  public RefusedSource(List<String> mistakes) {
    super(mistakes.size() + " mistakes in data files:\n  " + String.join("\n  ", mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  /** Each mistake as {@code file: path: what is wrong}. */
  public List<String> mistakes() {
    return mistakes;
  }
}
