package org.goldcard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.goldcard.partners.event.CardEvent;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.partners.webhook.Webhook;
import org.goldcard.partners.webhook.Webhook.Covers;
import org.goldcard.partners.webhook.WebhookQueue;
import org.goldcard.partners.webhook.WebhookQueue.Lease;
import org.goldcard.partners.webhook.WebhookQueue.Result;
import org.goldcard.partners.webhook.WebhookQueue.Waiting;
import org.goldcard.testkit.Awaited;
import org.junit.jupiter.api.Test;

/** What the queue of events for receivers promises; no receiver is there when a test begins. */
public abstract class WebhookQueueContract extends WebhookQueueSteps {
  @Test
  void aReceiverIsServedByOneNodeAtATimeAndOnlyWhenThereIsSomethingToTell() {
    long id = bank();
    assertThat(claim("a")).isEmpty();
    change(1);
    Lease lease = only("a");
    assertThat(lease.webhookId()).isEqualTo(id);
    assertThat(lease.reached()).isEqualTo(shown(id).reached());
    assertThat(claim("b")).isEmpty();
    assertThat(claim("a")).isEmpty();
    release(lease);
    assertThat(only("b").term()).isGreaterThan(lease.term());
  }

  @Test
  void aNodeWithoutRoomIsGivenNone() {
    bank();
    change(1);
    assertThat(Awaited.result(queue().claim("a", 0, LEASE))).isEmpty();
    assertThat(claim("b")).hasSize(1);
  }

  @Test
  void theReceiverThatWasServedLongestAgoComesFirst() {
    bank();
    change(1);
    release(only("a"));
    long other = Awaited.result(registry().add("clinic", BANK, Covers.KNOWN, BY)).orElseThrow();
    change(2);
    List<Lease> one = Awaited.result(queue().claim("a", 1, LEASE));
    assertThat(one).extracting(Lease::webhookId).containsExactly(other);
  }

  @Test
  void aLeaseThatRanOutPassesOnAndItsFormerHolderCountsNoMore() {
    bank();
    CardEvent event = change(1);
    Lease former = only("a");
    pass(LEASE.plusSeconds(1));
    Lease next = only("b");
    assertThat(enqueue(next, event)).isTrue();
    assertThat(enqueue(former, event)).isFalse();
    assertThat(due(former)).isEmpty();
    assertThat(taken(former, event)).isFalse();
    release(former);
    assertThat(claim("c")).isEmpty();
    assertThat(due(next)).containsExactly(places(event));
  }

  @Test
  void whatANodeHeldThatEndedIsFreeAtOnce() {
    bank();
    change(1);
    Lease killed = only("a");
    assertThat(claim("b")).isEmpty();
    kill("a");
    Lease next = Awaited.soon(() -> claim("b").stream().findFirst());
    assertThat(next.term()).isGreaterThan(killed.term());
    Awaited.result(queue().leave("b").map(0));
    assertThat(Awaited.soon(() -> claim("c").stream().findFirst()).term())
        .isGreaterThan(next.term());
  }

  @Test
  void whatIsSettledProlongsTheLease() {
    bank();
    CardEvent event = change(1);
    Lease lease = only("a");
    assertThat(enqueue(lease, event)).isTrue();
    pass(LEASE.minusSeconds(2));
    assertThat(taken(lease, event)).isTrue();
    change(1);
    pass(LEASE.minusSeconds(2));
    assertThat(claim("b")).isEmpty();
    pass(Duration.ofSeconds(3));
    assertThat(claim("b")).hasSize(1);
  }

  @Test
  void ofEachCardTheFirstIsDueAndTheNextOnlyWhenThatIsTaken() {
    long id = bank();
    CardEvent first = change(1);
    CardEvent second = change(1);
    CardEvent other = change(2);
    Lease lease = only("a");
    assertThat(enqueue(lease, first, second, other)).isTrue();
    assertThat(enqueue(lease, first, second, other)).as("the same again").isTrue();
    assertThat(shown(id).waiting()).isEqualTo(3);
    assertThat(shown(id).reached()).isEqualTo(other.place());
    assertThat(due(lease)).containsExactlyInAnyOrder(places(first, other));
    assertThat(Awaited.result(queue().due(lease, 1))).hasSize(1);
    assertThat(taken(lease, first, other)).isTrue();
    assertThat(due(lease)).containsExactly(places(second));
    assertThat(shown(id).waiting()).isEqualTo(1);
    assertThat(shown(id).lastSuccess()).isNotNull();
  }

  @Test
  void anEventThatWasNotTakenHoldsUpItsCardAloneAndComesAgainAfterItsPause() {
    bank();
    CardEvent first = change(1);
    CardEvent second = change(1);
    CardEvent other = change(2);
    Lease lease = only("a");
    assertThat(enqueue(lease, first, second, other)).isTrue();
    assertThat(missed(lease, first)).isTrue();
    assertThat(due(lease)).containsExactly(places(other));
    pass(PAUSE.plusSeconds(1));
    Lease next = only("b");
    assertThat(due(next)).containsExactlyInAnyOrder(places(first, other));
    assertThat(Awaited.result(queue().due(next, 100)))
        .filteredOn(waiting -> waiting.event().place().equals(first.place()))
        .extracting(Waiting::attempts)
        .containsExactly(1);
  }

  @Test
  void aReceiverThatTookNothingRestsAndSaysWhy() {
    long id = bank();
    CardEvent event = change(1);
    Lease lease = only("a");
    assertThat(enqueue(lease, event)).isTrue();
    assertThat(missed(lease, event)).isTrue();
    release(lease);
    change(2);
    assertThat(claim("a")).as("rests").isEmpty();
    assertThat(shown(id).problem()).isEqualTo("status:503");
    assertThat(shown(id).failingSince()).isNotNull();
    assertThat(shown(id).lastSuccess()).isNull();
    pass(Duration.ofSeconds(6));
    assertThat(only("a").fails()).isEqualTo(1);
  }

  @Test
  void aReceiverThatIsWellAgainIsToldAtOnceWhatItDidNotTake() {
    long id = bank();
    CardEvent first = change(1);
    CardEvent other = change(2);
    Lease lease = only("a");
    assertThat(enqueue(lease, first, other)).isTrue();
    assertThat(missed(lease, first)).isTrue();
    assertThat(due(lease)).containsExactly(places(other));
    assertThat(taken(lease, other)).isTrue();
    assertThat(due(lease)).as("before its pause ends").containsExactly(places(first));
    assertThat(shown(id).problem()).isNull();
    assertThat(shown(id).failingSince()).isNull();
  }

  @Test
  void aReceiverThatTakesNothingForAsLongAsPatienceLastsIsGivenUpUntilItIsResumed() {
    long id = bank();
    CardEvent event = change(1);
    Lease lease = only("a");
    assertThat(enqueue(lease, event)).isTrue();
    assertThat(missed(lease, event)).isTrue();
    pass(PATIENCE.limit().plusSeconds(1));
    assertThat(missed(only("a"), event)).isTrue();
    assertThat(shown(id).state()).isEqualTo(Webhook.State.FAILED);
    assertThat(shown(id).waiting()).as("nothing is lost").isEqualTo(1);
    pass(Duration.ofHours(1));
    assertThat(claim("a")).isEmpty();
    assertThat(Awaited.result(registry().resume(id, BY))).isTrue();
    assertThat(due(only("a"))).containsExactly(places(event));
  }

  @Test
  void anEventIsGivenUpWhenItsReceiverTookOthersMeanwhileAndIsToldAgainOnDemand() {
    long id = bank();
    Place before = shown(id).reached();
    CardEvent first = change(1);
    CardEvent second = change(1);
    CardEvent other = change(2);
    Lease lease = only("a");
    assertThat(enqueue(lease, first, second, other)).isTrue();
    assertThat(missed(lease, first)).isTrue();
    assertThat(taken(lease, other)).isTrue();
    pass(PATIENCE.limit().plusSeconds(1));
    CardEvent third = change(2);
    lease = only("a");
    assertThat(enqueue(lease, third)).isTrue();
    Awaited.result(
        queue()
            .settle(
                lease,
                List.of(
                    new Result(third.place(), null, PAUSE),
                    new Result(first.place(), "refused", PAUSE)),
                Duration.ZERO,
                PATIENCE));
    assertThat(shown(id).failed()).isEqualTo(1);
    assertThat(due(lease)).containsExactly(places(second));
    assertThat(Awaited.result(queue().figures()).givenUp()).isEqualTo(1);
    assertThat(Awaited.result(registry().replay(id, third.place(), BY))).isTrue();
    assertThat(Awaited.result(registry().replay(id, before, BY))).isTrue();
    assertThat(taken(lease, second)).as("a lease of before").isFalse();
    assertThat(shown(id).failed() + shown(id).waiting()).isZero();
    assertThat(only("b").reached()).isEqualTo(before);
    assertThat(Awaited.result(registry().replay(id, third.place(), BY))).as("ahead").isFalse();
  }

  @Test
  void aPausedReceiverIsServedByNobodyAndARemovedOneIsForgotten() {
    long id = bank();
    CardEvent event = change(1);
    Lease lease = only("a");
    assertThat(enqueue(lease, event)).isTrue();
    assertThat(Awaited.result(registry().pause(id, BY))).isTrue();
    assertThat(due(lease)).isEmpty();
    release(lease);
    assertThat(claim("a")).isEmpty();
    assertThat(Awaited.result(registry().resume(id, BY))).isTrue();
    Lease again = only("a");
    assertThat(due(again)).containsExactly(places(event));
    assertThat(Awaited.result(registry().remove(id, BY))).isTrue();
    assertThat(taken(again, event)).isFalse();
    assertThat(Awaited.result(registry().list())).isEmpty();
  }

  @Test
  void figuresSayHowTheQueueStands() {
    Future<WebhookQueue.Figures> none = queue().figures();
    assertThat(Awaited.result(none)).isEqualTo(WebhookQueue.Figures.NONE);
    bank();
    CardEvent event = change(1);
    Lease lease = only("a");
    assertThat(enqueue(lease, event)).isTrue();
    assertThat(missed(lease, event)).isTrue();
    pass(Duration.ofSeconds(90));
    WebhookQueue.Figures now = Awaited.result(queue().figures());
    assertThat(now.active()).isEqualTo(1);
    assertThat(now.failing()).isEqualTo(1);
    assertThat(now.failed()).isZero();
    assertThat(now.waiting()).isEqualTo(1);
    assertThat(now.oldestSeconds()).isBetween(89.0, 120.0);
  }

  @Test
  void anAddressOfAClientIsRecordedOnce() {
    bank();
    assertThat(Awaited.result(registry().add("bank", BANK, Covers.KNOWN, BY))).isEmpty();
    assertThat(Awaited.result(registry().add("clinic", BANK, Covers.KNOWN, BY))).isPresent();
  }
}
