package org.goldcard.load;

import java.time.Duration;
import org.goldcard.testbed.ProcessUse;

/**
 * A server under measurement.
 *
 * @param port where it listens
 * @param pid its process, whose processor time the operating system counts
 */
public record Subject(int port, long pid) {
  /** How many connections load comes over. */
  static final int LANES = 64;

  /** What it can do: every connection without pause. */
  public Slice saturated(Shots shots, Duration time, String what) {
    long before = ProcessUse.cpuMicros(pid);
    Volley volley = Gun.closedLoop(port, LANES, shots, time).proven(what);
    return new Slice(volley, ProcessUse.cpuMicros(pid) - before);
  }

  /** How it answers at a constant rate, all shots of it. */
  public Slice steady(Shots shots, double perSecond, String what) {
    long before = ProcessUse.cpuMicros(pid);
    Volley volley = Gun.openLoop(port, LANES, shots, perSecond).proven(what);
    return new Slice(volley, ProcessUse.cpuMicros(pid) - before);
  }

  /**
   * What one slice showed.
   *
   * @param volley the answers
   * @param cpu processor time of the server, microseconds
   */
  public record Slice(Volley volley, long cpu) {
    public double cpuMicros() {
      return (double) cpu / volley.right();
    }
  }
}
