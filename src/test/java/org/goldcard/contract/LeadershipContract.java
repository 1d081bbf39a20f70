package org.goldcard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.goldcard.status.Leadership;
import org.goldcard.status.Leadership.Lead;
import org.goldcard.testkit.Awaited;
import org.junit.jupiter.api.Test;

/** What letting one of several do a task promises. Each test uses a task of its own. */
public abstract class LeadershipContract {
  /** The lead as one node seeks it. */
  protected abstract Leadership node();

  /** The same as another node seeks it. */
  protected abstract Leadership otherNode();

  /** Ends a lead as a lost connection does. */
  protected abstract void cutOff(Lead lead);

  @Test
  void oneLeadsAtATime() {
    Lead lead = seek(node(), "one").orElseThrow();
    assertThat(seek(otherNode(), "one")).isEmpty();
    assertThat(seek(node(), "one")).isEmpty();
    assertThat(Awaited.result(lead.isHeld())).isTrue();
    Awaited.result(lead.release());
  }

  @Test
  void anotherTaskHasAnotherLead() {
    Lead first = seek(node(), "first").orElseThrow();
    Lead second = seek(otherNode(), "second").orElseThrow();
    assertThat(Awaited.result(first.isHeld())).isTrue();
    assertThat(Awaited.result(second.isHeld())).isTrue();
    Awaited.result(first.release());
    Awaited.result(second.release());
  }

  @Test
  void ofManyWhoSeekAtOnceOneLeads() {
    List<Optional<Lead>> leads =
        IntStream.range(0, 8)
            .mapToObj(i -> (i % 2 == 0 ? node() : otherNode()).seek("rush"))
            .toList()
            .stream()
            .map(Awaited::result)
            .toList();
    assertThat(leads).filteredOn(Optional::isPresent).hasSize(1);
    leads.forEach(lead -> lead.ifPresent(held -> Awaited.result(held.release())));
  }

  @Test
  void aReleasedLeadPassesOnUnderAHigherTerm() {
    Lead first = seek(node(), "relay").orElseThrow();
    Awaited.result(first.release());
    assertThat(Awaited.result(first.isHeld())).isFalse();
    Lead second = Awaited.soon(() -> seek(otherNode(), "relay"));
    assertThat(second.term()).isGreaterThan(first.term()).isGreaterThanOrEqualTo(2);
    Awaited.result(first.release());
    assertThat(Awaited.result(second.isHeld())).isTrue();
    Awaited.result(second.release());
  }

  @Test
  void whoIsCutOffLosesTheLeadForGood() {
    Lead first = seek(node(), "cut").orElseThrow();
    cutOff(first);
    assertThat(Awaited.result(first.isHeld())).isFalse();
    Lead second = Awaited.soon(() -> seek(otherNode(), "cut"));
    assertThat(second.term()).isGreaterThan(first.term());
    assertThat(Awaited.result(first.isHeld())).isFalse();
    Awaited.result(second.release());
  }

  private static Optional<Lead> seek(Leadership node, String task) {
    return Awaited.result(node.seek(task));
  }
}
