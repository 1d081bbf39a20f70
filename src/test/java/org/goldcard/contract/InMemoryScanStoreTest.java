package org.goldcard.contract;

import java.time.Instant;
import org.goldcard.records.ScanStore;
import org.goldcard.testkit.InMemoryScanStore;
import org.goldcard.testkit.TickingClock;

class InMemoryScanStoreTest extends ScanStoreContract {
  private final TickingClock clock = new TickingClock("2026-11-23T02:00:00Z");
  private final InMemoryScanStore store = new InMemoryScanStore(clock);

  @Override
  protected ScanStore store() {
    return store;
  }

  @Override
  protected Instant now() {
    return clock.instant();
  }
}
