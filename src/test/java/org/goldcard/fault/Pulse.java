package org.goldcard.fault;

import java.util.concurrent.locks.LockSupport;

/**
 * Notices when this machine itself stood still: whoever wanted to wake after some milliseconds woke
 * much later. What is late by less than that is the service's own doing.
 */
final class Pulse implements Runnable {
  private static final long BEAT = 10_000_000;
  private static final long WORTH_NOTING = 100_000_000;

  private final Recorder recorder;
  private final Shift shift;

  Pulse(Recorder recorder, Shift shift) {
    this.recorder = recorder;
    this.shift = shift;
  }

  @Override
  public void run() {
    while (shift.goesOn()) {
      long from = System.nanoTime();
      LockSupport.parkNanos(BEAT);
      long to = System.nanoTime();
      if (to - from > WORTH_NOTING) {
        recorder.add(new Recorder.Pause(from, to));
      }
    }
  }
}
