package org.goldcard.dev.host;

/** The wait between two looks at a starting server. */
public final class Pause {
  private static final long MILLIS = 5;

  private Pause() {}

  /** Waits a few milliseconds; an interrupt ends the start. */
  public static void aMoment() {
    try {
      Thread.sleep(MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefused("启动被中断", "the start was interrupted", e);
    }
  }
}
