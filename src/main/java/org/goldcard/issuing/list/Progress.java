package org.goldcard.issuing.list;

/** Hears how far a long import is. Called often, from any thread; must return at once. */
public interface Progress {
  /** Hears nothing. */
  Progress NONE = (stage, done, total) -> {};

  /**
   * So many rows are done.
   *
   * @param total all rows of the stage; 0 while it is not known
   */
  void at(Stage stage, int done, int total);

  /** What an import does, in order. */
  enum Stage {
    /** Every row is read and checked; nothing is recorded. */
    CHECKING,
    /** The good rows are recorded, batch after batch. */
    RECORDING
  }
}
