package org.goldcard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.ScanMemory;
import org.goldcard.verifying.memory.NodeScanMemory;
import org.junit.jupiter.api.Test;

class NodeScanMemoryTest extends ScanMemoryContract {
  private final AtomicLong nanos = new AtomicLong();
  private final NodeScanMemory memory = new NodeScanMemory(10_000, nanos::get);

  @Override
  protected ScanMemory memory() {
    return memory;
  }

  @Override
  protected boolean isShared() {
    return false;
  }

  @Test
  void forgetsANonceWhenItsLifeIsOver() {
    Scan.Scanner here = new Scan.Scanner("device-1", "venue", "gate", true);
    Scan.Scanner there = new Scan.Scanner("device-2", "venue", "gate", true);
    assertThat(memory.note(scan(here, "r1", "n")).use()).isEqualTo(ScanMemory.Use.FRESH);
    nanos.addAndGet(Duration.ofSeconds(119).toNanos());
    assertThat(memory.note(scan(there, "r2", "n")).use()).isEqualTo(ScanMemory.Use.ELSEWHERE);
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(memory.note(scan(there, "r3", "n")).use()).isEqualTo(ScanMemory.Use.FRESH);
  }
}
