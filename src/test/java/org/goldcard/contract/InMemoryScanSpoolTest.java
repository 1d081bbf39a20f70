package org.goldcard.contract;

import org.goldcard.records.ScanSpool;
import org.goldcard.testkit.InMemoryScanSpool;

class InMemoryScanSpoolTest extends ScanSpoolContract {
  private final InMemoryScanSpool spool = new InMemoryScanSpool();

  @Override
  protected ScanSpool spool() {
    return spool;
  }
}
