package org.goldcard.postgres.webhook;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.goldcard.card.Instruction;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.partners.webhook.Webhook;
import org.goldcard.partners.webhook.WebhookRegistry;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Rows;

/** The receivers of record in PostgreSQL; every change with its audit row in one transaction. */
public final class PostgresWebhookRegistry implements WebhookRegistry {
  private static final String SELECT =
      "select w.*, (select count(*) from webhook_event e where e.webhook_id = w.id"
          + " and e.failed_at is null) as waiting, (select count(*) from webhook_event e"
          + " where e.webhook_id = w.id and e.failed_at is not null) as given_up from webhook w ";
  private static final String AUDIT =
      "insert into audit_entry (at, actor_kind, actor_name, reason, action, after)"
          + " values ($1, $2, $3, $4, $5, $6)";

  private final Database database;
  private final InstantSource clock;

  /** The receivers of a database. */
  public PostgresWebhookRegistry(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Future<Optional<Long>> add(
      String clientId, URI url, Webhook.Covers covers, Instruction instruction) {
    String word = covers.name().toLowerCase(Locale.ROOT);
    return database.transaction(
        connection ->
            connection
                .preparedQuery(
                    "insert into webhook (client_id, url, covers, state, epoch, seq, registered_at)"
                        + " select $1, $2, $3, 'active', epoch, seq, $4 from status_head"
                        + " on conflict (client_id, url) do nothing returning id")
                .execute(Tuple.of(clientId, url.toString(), word, Rows.time(clock.instant())))
                .compose(rows -> told(connection, "webhook.add", rows, instruction)),
        Optional::isPresent);
  }

  private Future<Optional<Long>> told(
      SqlConnection connection, String action, RowSet<Row> rows, Instruction instruction) {
    if (rows.size() == 0) {
      return Future.succeededFuture(Optional.empty());
    }
    long id = rows.iterator().next().getLong("id");
    return connection
        .preparedQuery(
            "select client_id, url, covers, state, epoch, seq from webhook where id = $1")
        .execute(Tuple.of(id))
        .compose(found -> audit(connection, action, id, found, instruction))
        .map(Optional.of(id));
  }

  private Future<Void> audit(
      SqlConnection connection,
      String action,
      long id,
      RowSet<Row> found,
      Instruction instruction) {
    JsonObject after = new JsonObject().put("webhook", id);
    found.forEach(row -> after.mergeIn(row.toJson()));
    return connection
        .preparedQuery(AUDIT)
        .execute(
            Tuple.of(
                Rows.time(clock.instant()),
                instruction.actor().kind().name(),
                instruction.actor().name(),
                instruction.reason(),
                action,
                after))
        .mapEmpty();
  }

  @Override
  public Future<List<Webhook>> list() {
    return database
        .query(SELECT + "order by w.id", Tuple.tuple())
        .map(rows -> rows.stream().map(PostgresWebhookRegistry::webhook).toList());
  }

  @Override
  public Future<Optional<Webhook>> find(long id) {
    return database
        .query(SELECT + "where w.id = $1", Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(PostgresWebhookRegistry::webhook));
  }

  private static Webhook webhook(Row row) {
    return new Webhook(
        row.getLong("id"),
        row.getString("client_id"),
        URI.create(row.getString("url")),
        Webhook.Covers.valueOf(row.getString("covers").toUpperCase(Locale.ROOT)),
        Webhook.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        PostgresCardChanges.place(row),
        row.getLong("waiting"),
        row.getLong("given_up"),
        Rows.instantOrNull(row, "failing_since"),
        Rows.instantOrNull(row, "last_success_at"),
        row.getString("problem"));
  }

  @Override
  public Future<Boolean> pause(long id, Instruction instruction) {
    return change(
        "webhook.pause",
        "update webhook set state = 'paused' where id = $1 and state <> 'paused' returning id",
        Tuple.of(id),
        instruction);
  }

  @Override
  public Future<Boolean> resume(long id, Instruction instruction) {
    return change(
        "webhook.resume",
        "update webhook set state = 'active', fails = 0, failing_since = null, problem = null,"
            + " next_try_at = now() where id = $1 and state <> 'active' returning id",
        Tuple.of(id),
        instruction);
  }

  /** The rising term makes a turn that is under way end without effect. */
  @Override
  public Future<Boolean> remove(long id, Instruction instruction) {
    return database
        .transaction(
            connection ->
                connection
                    .preparedQuery(
                        "update webhook set lease_term = lease_term + 1 where id = $1 returning id")
                    .execute(Tuple.of(id))
                    .compose(rows -> told(connection, "webhook.remove", rows, instruction))
                    .compose(
                        told ->
                            connection
                                .preparedQuery("delete from webhook where id = $1")
                                .execute(Tuple.of(id))
                                .map(told)),
            Optional::isPresent)
        .map(Optional::isPresent);
  }

  @Override
  public Future<Boolean> replay(long id, Place after, Instruction instruction) {
    return change(
        "webhook.replay",
        "with back as (update webhook set epoch = $2, seq = $3, lease_term = lease_term + 1,"
            + " lease_until = '-infinity', next_try_at = now() where id = $1"
            + " and (epoch, seq) >= ($2, $3) returning id), gone as (delete from webhook_event e"
            + " using back where e.webhook_id = back.id and (e.epoch, e.seq) > ($2, $3))"
            + " select id from back",
        Tuple.of(id, after.epoch(), after.rev()),
        instruction);
  }

  private Future<Boolean> change(
      String action, String sql, Tuple parameters, Instruction instruction) {
    return database
        .transaction(
            connection ->
                connection
                    .preparedQuery(sql)
                    .execute(parameters)
                    .compose(rows -> told(connection, action, rows, instruction)),
            Optional::isPresent)
        .map(Optional::isPresent);
  }
}
