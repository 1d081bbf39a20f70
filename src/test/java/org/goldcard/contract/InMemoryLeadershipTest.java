package org.goldcard.contract;

import org.goldcard.status.Leadership;
import org.goldcard.testkit.InMemoryLeadership;

final class InMemoryLeadershipTest extends LeadershipContract {
  private final InMemoryLeadership leadership = new InMemoryLeadership();

  @Override
  protected Leadership node() {
    return leadership;
  }

  @Override
  protected Leadership otherNode() {
    return leadership;
  }

  @Override
  protected void cutOff(Leadership.Lead lead) {
    leadership.breakAll();
  }
}
