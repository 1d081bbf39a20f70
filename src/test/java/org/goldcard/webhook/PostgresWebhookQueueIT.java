package org.goldcard.webhook;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.goldcard.card.CardState;
import org.goldcard.contract.WebhookQueueContract;
import org.goldcard.partners.event.CardEvent;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.partners.webhook.WebhookQueue;
import org.goldcard.partners.webhook.WebhookRegistry;
import org.goldcard.postgres.webhook.PostgresCardChanges;
import org.goldcard.postgres.webhook.PostgresWebhookQueue;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class PostgresWebhookQueueIT extends WebhookQueueContract {
  private static final Set<Integer> ISSUED = new HashSet<>();
  private static City city;
  private WebhookQueue queue;
  private boolean stopped;

  @BeforeAll
  static void found() {
    city = new City(PostgresWebhookQueueIT.class);
  }

  @BeforeEach
  void open() {
    queue = new PostgresWebhookQueue(city.database);
  }

  @AfterEach
  void forget() {
    for (String node : new String[] {"a", "b", "c"}) {
      Awaited.result(queue.leave(node).map(0));
    }
    TestServers.execute(city.url, "delete from webhook");
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @Override
  protected WebhookQueue queue() {
    return queue;
  }

  @Override
  protected WebhookRegistry registry() {
    return city.registry;
  }

  @Override
  protected CardEvent change(int index) {
    Place before = city.head();
    if (ISSUED.add(index)) {
      city.issue(index);
    } else {
      stopped = !stopped;
      city.change(index, stopped ? CardState.SUSPENDED : CardState.ACTIVE);
    }
    PostgresCardChanges changes = new PostgresCardChanges(city.database);
    return Awaited.result(changes.after(before, 10)).events().get(0);
  }

  /** Every moment that is recorded moves into the past. */
  @Override
  protected void pass(Duration time) {
    String ago = " - interval '" + time.toMillis() + " milliseconds'";
    TestServers.execute(
        city.url,
        "update webhook set lease_until = lease_until%1$s, next_try_at = next_try_at%1$s,"
                .formatted(ago)
            + " failing_since = failing_since%1$s, last_success_at = last_success_at%1$s"
                .formatted(ago));
    TestServers.execute(
        city.url,
        "update webhook_event set at = at%1$s, next_try_at = next_try_at%1$s,".formatted(ago)
            + " first_tried_at = first_tried_at%1$s".formatted(ago));
  }

  @Override
  protected void kill(String node) {
    TestServers.execute(
        city.url,
        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
            + " and (classid::bigint << 32 | objid::bigint)"
            + " = hashtextextended('webhooks "
            + node
            + "', 0)");
  }
}
