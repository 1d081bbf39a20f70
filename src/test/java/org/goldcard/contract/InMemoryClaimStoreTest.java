package org.goldcard.contract;

import java.util.List;
import org.goldcard.accounts.claim.ClaimStore;
import org.goldcard.testkit.accounts.InMemoryClaimStore;

final class InMemoryClaimStoreTest extends ClaimStoreContract {
  private final ClaimStore store = new InMemoryClaimStore();

  @Override
  protected ClaimStore store() {
    return store;
  }

  @Override
  protected List<Long> talents() {
    return List.of(1L, 2L);
  }
}
