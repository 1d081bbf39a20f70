package org.goldcard.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.card.TalentClass;
import org.goldcard.partners.event.CardEvent;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.partners.webhook.WebhookQueue;
import org.goldcard.partners.webhook.WebhookRegistry;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.InMemoryWebhooks;
import org.goldcard.testkit.TickingClock;

final class InMemoryWebhookQueueTest extends WebhookQueueContract {
  private static final StatusWord ACTIVE =
      StatusWord.card(
          CardState.ACTIVE, TalentClass.B, LocalDate.of(2031, 6, 1), Instant.ofEpochSecond(1));

  private final TickingClock clock = new TickingClock("2026-06-01T02:00:00Z");
  private Place head = new Place(1, 7);
  private final InMemoryWebhooks webhooks = new InMemoryWebhooks(() -> head, clock);

  @Override
  protected WebhookQueue queue() {
    return webhooks;
  }

  @Override
  protected WebhookRegistry registry() {
    return webhooks;
  }

  @Override
  protected CardEvent change(int index) {
    head = new Place(1, head.rev() + 1);
    return new CardEvent(head, index, null, ACTIVE, clock.instant(), "9%015d".formatted(index));
  }

  @Override
  protected void pass(Duration time) {
    clock.move(time);
  }

  @Override
  protected void kill(String node) {
    Awaited.result(webhooks.leave(node).map(0));
  }
}
