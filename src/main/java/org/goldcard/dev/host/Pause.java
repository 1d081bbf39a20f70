package org.goldcard.dev.host;

/** The wait between two looks at a server. An interrupt does not shorten it and is kept. */
public final class Pause {
  private static final long MILLIS = 5;

  private Pause() {}

  /** Waits a few milliseconds. */
  public static void aMoment() {
    of(MILLIS);
  }

  /** Waits. */
  static void of(long millis) {
    boolean interrupted = Thread.interrupted();
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
