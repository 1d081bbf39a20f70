package org.goldcard.contract;

import java.util.List;
import org.goldcard.accounts.HolderAccounts;
import org.goldcard.accounts.claim.ClaimStore;
import org.goldcard.accounts.session.SessionStore;
import org.goldcard.testkit.accounts.InMemoryClaimStore;
import org.goldcard.testkit.accounts.InMemoryHolders;

final class InMemoryHoldersTest extends HolderStoresContract {
  private final InMemoryClaimStore claims = new InMemoryClaimStore();
  private final InMemoryHolders holders = new InMemoryHolders(claims);

  @Override
  protected ClaimStore claims() {
    return claims;
  }

  @Override
  protected HolderAccounts accounts() {
    return holders;
  }

  @Override
  protected SessionStore sessions() {
    return holders;
  }

  @Override
  protected List<Long> talents() {
    return List.of(1L, 2L);
  }
}
