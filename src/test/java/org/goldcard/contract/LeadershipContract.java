package org.goldcard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.testkit.Awaited.result;

import java.util.Optional;
import org.goldcard.status.Leadership;
import org.goldcard.status.Leadership.Lead;
import org.junit.jupiter.api.Test;

/** What the lead must be. */
public abstract class LeadershipContract {
  /** The lead as one node asks for it. */
  protected abstract Leadership node();

  /** The same as another node asks for it. */
  protected abstract Leadership otherNode();

  @Test
  void oneNodeLeadsATaskAtATime() {
    Lead lead = result(node().seek("work")).orElseThrow();
    assertThat(result(lead.isHeld())).isTrue();
    assertThat(result(otherNode().seek("work"))).isEmpty();
    assertThat(result(node().seek("work"))).isEmpty();
    assertThat(result(otherNode().seek("other work"))).isPresent();
  }

  @Test
  void everyGrantIsNumberedHigherThanThoseBefore() {
    Lead first = result(node().seek("work")).orElseThrow();
    result(first.release());
    Lead second = result(otherNode().seek("work")).orElseThrow();
    assertThat(first.term()).isPositive();
    assertThat(second.term()).isGreaterThan(first.term());
    assertThat(result(first.isHeld())).isFalse();
    assertThat(result(second.isHeld())).isTrue();
  }

  @Test
  void releasingALeadThatWasLostTakesNothingFromTheNextLeader() {
    Lead first = result(node().seek("work")).orElseThrow();
    result(first.release());
    Optional<Lead> second = result(otherNode().seek("work"));
    result(first.release());
    assertThat(second).isPresent();
    assertThat(result(node().seek("work"))).isEmpty();
  }
}
