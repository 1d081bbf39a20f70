package org.goldcard.postgres.webhook;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.goldcard.card.StatusWord;
import org.goldcard.partners.event.CardEvent;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.partners.webhook.Patience;
import org.goldcard.partners.webhook.Webhook;
import org.goldcard.partners.webhook.WebhookQueue;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Rows;
import org.jspecify.annotations.Nullable;

/**
 * What waits for receivers, in PostgreSQL; leases by the database's clock and SKIP LOCKED, each
 * good no longer than the session of its holder.
 */
public final class PostgresWebhookQueue implements WebhookQueue {
  private static final String SPAN = " * interval '1 millisecond'";

  /** Receivers with something new in the log, or whose first event of some card is due. */
  private static final String CLAIM =
      "with present as materialized (select classid::bigint << 32 | objid::bigint as node"
          + " from pg_locks where locktype = 'advisory' and granted and objsubid = 1 and database ="
          + " (select oid from pg_database where datname = current_database())),"
          + " free as (select w.id from webhook w, status_head h where w.state = 'active'"
          + " and w.next_try_at <= now() and (w.lease_until < now() or"
          + " hashtextextended('webhooks ' || w.lease_holder, 0) not in (select node from present))"
          + " and ((h.epoch, h.seq) > (w.epoch, w.seq) or exists (select from (select distinct on"
          + " (e.idx) e.next_try_at from webhook_event e where e.webhook_id = w.id"
          + " and e.failed_at is null order by e.idx, e.epoch, e.seq) f"
          + " where f.next_try_at <= now()))"
          + " order by w.lease_until, w.id limit $2 for update of w skip locked)"
          + " update webhook w set lease_holder = $1, lease_term = lease_term + 1,"
          + " lease_until = now() + $3::bigint"
          + SPAN
          + " from free where w.id = free.id returning w.*, (select count(*) from webhook_event e"
          + " where e.webhook_id = w.id and e.failed_at is null) as waiting";

  private static final String ENQUEUE =
      "with moved as (update webhook set epoch = $3, seq = $4 where id = $1 and lease_term = $2"
          + " returning id), added as (insert into webhook_event (webhook_id, epoch, seq, idx,"
          + " word_before, word_after, at) select moved.id, e.* from moved, unnest($5::bigint[],"
          + " $6::bigint[], $7::int[], $8::bigint[], $9::bigint[], $10::timestamptz[]) e"
          + " on conflict do nothing) select id from moved";
  private static final String DUE =
      "select d.*, c.number from (select distinct on (e.idx) e.* from webhook_event e"
          + " join webhook w on w.id = e.webhook_id and w.lease_term = $2 and w.state = 'active'"
          + " where e.webhook_id = $1 and e.failed_at is null order by e.idx, e.epoch, e.seq) d"
          + " join card c on c.idx = d.idx where d.next_try_at <= now()"
          + " order by d.next_try_at, d.epoch, d.seq limit $3";
  private static final String HELD =
      "update webhook set lease_until = now() + $3::bigint"
          + SPAN
          + " where id = $1 and lease_term = $2 returning id";
  private static final String TAKEN =
      "delete from webhook_event where webhook_id = $1"
          + " and (epoch, seq) in (select * from unnest($2::bigint[], $3::bigint[]))";
  private static final String WELL =
      "with before as (select id, fails from webhook where id = $1), hasten as (update webhook_event"
          + " e set next_try_at = now() from before where before.fails > 0 and e.webhook_id = $1"
          + " and e.failed_at is null and e.attempts > 0)"
          + " update webhook set fails = 0, failing_since = null, last_success_at = now(),"
          + " problem = null, next_try_at = now() where id = $1";
  private static final String MISSED =
      "update webhook_event e set attempts = attempts + 1,"
          + " first_tried_at = coalesce(first_tried_at, now()), problem = r.problem,"
          + " next_try_at = now() + r.pause"
          + SPAN
          + ", failed_at = case when now() - e.first_tried_at >= $6::bigint"
          + SPAN
          + " and w.last_success_at >= e.first_tried_at then now() end"
          + " from unnest($2::bigint[], $3::bigint[], $4::text[], $5::bigint[])"
          + " as r (epoch, seq, problem, pause), webhook w where w.id = $1"
          + " and e.webhook_id = $1 and e.epoch = r.epoch and e.seq = r.seq";
  private static final String REST =
      "update webhook set next_try_at = now() + $2::bigint"
          + SPAN
          + ", fails = fails + $3::int, problem = coalesce($4::text, problem),"
          + " failing_since = case when $3::int > 0 then coalesce(failing_since, now())"
          + " else failing_since end,"
          + " state = case when state = 'active' and $3::int > 0 and now() - failing_since >= $5::bigint"
          + SPAN
          + " then 'failed' else state end where id = $1";
  private static final String FIGURES =
      "select count(*) filter (where w.state = 'active') as active,"
          + " count(*) filter (where w.state = 'active' and w.failing_since is not null) as failing,"
          + " count(*) filter (where w.state = 'failed') as failed,"
          + " coalesce(sum(e.waiting), 0)::bigint as waiting,"
          + " coalesce(sum(e.given_up), 0)::bigint as given_up,"
          + " coalesce(extract(epoch from now() - min(e.oldest)), 0)::float8 as oldest"
          + " from webhook w left join lateral (select"
          + " count(*) filter (where failed_at is null) as waiting,"
          + " count(*) filter (where failed_at is not null) as given_up,"
          + " min(at) filter (where failed_at is null) as oldest"
          + " from webhook_event where webhook_id = w.id) e on true";

  private final Database database;
  private final Presence presence;

  /** The queue in a database. */
  public PostgresWebhookQueue(Database database) {
    this.database = database;
    this.presence = new Presence(database);
  }

  @Override
  public Future<List<Lease>> claim(String holder, int most, Duration lease) {
    return presence
        .query(holder, CLAIM, Tuple.of(holder, most, lease.toMillis()))
        .map(rows -> rows.stream().map(PostgresWebhookQueue::lease).toList());
  }

  private static Lease lease(Row row) {
    return new Lease(
        row.getLong("id"),
        row.getString("client_id"),
        URI.create(row.getString("url")),
        Webhook.Covers.valueOf(row.getString("covers").toUpperCase(Locale.ROOT)),
        PostgresCardChanges.place(row),
        row.getLong("lease_term"),
        row.getInteger("fails"),
        row.getLong("waiting"));
  }

  @Override
  public Future<Void> leave(String holder) {
    return presence.end(holder);
  }

  /** What was held last is served last, and not by this node alone. */
  @Override
  public Future<Void> release(Lease lease) {
    return database
        .query(
            "update webhook set lease_until = now() where id = $1 and lease_term = $2",
            Tuple.of(lease.webhookId(), lease.term()))
        .mapEmpty();
  }

  @Override
  public Future<Boolean> enqueue(Lease lease, List<CardEvent> events, Place reached) {
    Tuple tuple = Tuple.of(lease.webhookId(), lease.term(), reached.epoch(), reached.rev());
    tuple
        .addValue(events.stream().map(e -> e.place().epoch()).toArray(Long[]::new))
        .addValue(events.stream().map(e -> e.place().rev()).toArray(Long[]::new))
        .addValue(events.stream().map(CardEvent::index).toArray(Integer[]::new))
        .addValue(events.stream().map(PostgresWebhookQueue::before).toArray(Long[]::new))
        .addValue(events.stream().map(e -> e.after().bits()).toArray(Long[]::new))
        .addValue(events.stream().map(e -> Rows.time(e.at())).toArray(OffsetDateTime[]::new));
    return database.query(ENQUEUE, tuple).map(rows -> rows.size() == 1);
  }

  private static @Nullable Long before(CardEvent event) {
    StatusWord word = event.before();
    return word == null ? null : word.bits();
  }

  @Override
  public Future<List<Waiting>> due(Lease lease, int most) {
    return database
        .query(DUE, Tuple.of(lease.webhookId(), lease.term(), most))
        .map(rows -> rows.stream().map(PostgresWebhookQueue::waiting).toList());
  }

  private static Waiting waiting(Row row) {
    CardEvent event =
        PostgresCardChanges.event(
            row, row.getLong("word_before"), row.getLong("word_after"), row.getString("number"));
    return new Waiting(event, row.getInteger("attempts"));
  }

  @Override
  public Future<Boolean> settle(
      Lease lease, List<Result> results, Duration rest, Patience patience) {
    return database.transaction(
        connection ->
            connection
                .preparedQuery(HELD)
                .execute(Tuple.of(lease.webhookId(), lease.term(), patience.lease().toMillis()))
                .compose(
                    rows ->
                        rows.size() == 0
                            ? Future.succeededFuture(false)
                            : record(connection, lease, results, rest, patience)),
        held -> held);
  }

  private static Future<Boolean> record(
      SqlConnection connection,
      Lease lease,
      List<Result> results,
      Duration rest,
      Patience patience) {
    List<Result> taken = results.stream().filter(r -> r.problem() == null).toList();
    List<Result> missed = results.stream().filter(r -> r.problem() != null).toList();
    long id = lease.webhookId();
    Future<?> first =
        taken.isEmpty()
            ? connection.preparedQuery(REST).execute(rested(id, missed, rest, patience))
            : connection
                .preparedQuery(TAKEN)
                .execute(places(Tuple.of(id), taken))
                .compose(gone -> connection.preparedQuery(WELL).execute(Tuple.of(id)));
    return first
        .compose(
            done ->
                missed.isEmpty()
                    ? Future.succeededFuture()
                    : connection.preparedQuery(MISSED).execute(missed(id, missed, patience)))
        .map(true);
  }

  private static Tuple rested(long id, List<Result> missed, Duration rest, Patience patience) {
    String problem = missed.isEmpty() ? null : missed.get(missed.size() - 1).problem();
    int fails = missed.isEmpty() ? 0 : 1;
    return Tuple.of(id, rest.toMillis(), fails, problem, patience.limit().toMillis());
  }

  private static Tuple missed(long id, List<Result> missed, Patience patience) {
    return places(Tuple.of(id), missed)
        .addValue(
            missed.stream()
                .map(r -> Objects.requireNonNull(r.problem(), "problem"))
                .toArray(String[]::new))
        .addValue(missed.stream().map(r -> r.pause().toMillis()).toArray(Long[]::new))
        .addValue(patience.limit().toMillis());
  }

  private static Tuple places(Tuple tuple, List<Result> results) {
    return tuple
        .addValue(results.stream().map(r -> r.place().epoch()).toArray(Long[]::new))
        .addValue(results.stream().map(r -> r.place().rev()).toArray(Long[]::new));
  }

  @Override
  public Future<Figures> figures() {
    return database.query(FIGURES, Tuple.tuple()).map(rows -> figures(rows.iterator().next()));
  }

  private static Figures figures(Row row) {
    return new Figures(
        row.getLong("active"),
        row.getLong("failing"),
        row.getLong("failed"),
        row.getLong("waiting"),
        row.getLong("given_up"),
        row.getDouble("oldest"));
  }
}
