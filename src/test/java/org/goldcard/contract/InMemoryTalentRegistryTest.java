package org.goldcard.contract;

import java.time.Instant;
import java.time.InstantSource;
import org.goldcard.issuing.TalentRegistry;
import org.goldcard.testkit.InMemoryTalentRegistry;

class InMemoryTalentRegistryTest extends TalentRegistryContract {
  private final TalentRegistry registry =
      new InMemoryTalentRegistry(InstantSource.fixed(Instant.parse("2026-01-15T04:00:00Z")));

  @Override
  protected TalentRegistry registry() {
    return registry;
  }
}
