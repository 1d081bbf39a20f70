package org.goldcard.contract;

import org.goldcard.status.Leadership;
import org.goldcard.testkit.InMemoryLeadership;

class InMemoryLeadershipTest extends LeadershipContract {
  private final InMemoryLeadership leadership = new InMemoryLeadership();

  @Override
  protected Leadership node() {
    return leadership;
  }

  @Override
  protected Leadership otherNode() {
    return leadership;
  }
}
