package org.goldcard.postgres;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import org.goldcard.card.talent.Recognition;
import org.goldcard.card.talent.Standing;
import org.goldcard.contract.CardStore;
import org.goldcard.issuing.CardRegistry;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.DatabaseSettings;
import org.goldcard.postgres.store.Migrations;
import org.goldcard.status.CardLedger;
import org.goldcard.status.StatusLog;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestServers;
import org.goldcard.testkit.TickingClock;
import org.jspecify.annotations.Nullable;

/** A fresh, migrated database under contract. */
final class PostgresStore implements CardStore {
  private final Vertx vertx = Vertx.vertx();
  private final TickingClock clock = new TickingClock("2026-06-01T01:00:00.123456Z");
  private final String url;
  private final DatabaseSettings settings;
  private final Database database;

  PostgresStore(Class<?> test) {
    this(TestServers.freshDatabase(test));
  }

  PostgresStore(String url) {
    this.url = url;
    settings = DatabaseSettings.of(url);
    Awaited.result(Migrations.apply(vertx, settings));
    database = new Database(vertx, settings);
  }

  void close() {
    Awaited.result(database.close().compose(closed -> vertx.close()));
  }

  Vertx vertx() {
    return vertx;
  }

  String url() {
    return url;
  }

  Database database() {
    return database;
  }

  DatabaseSettings settings() {
    return settings;
  }

  @Override
  public TickingClock clock() {
    return clock;
  }

  @Override
  public CardRegistry registry() {
    return new PostgresCardRegistry(database, clock);
  }

  @Override
  public CardLedger ledger() {
    return new PostgresCardLedger(database, clock);
  }

  @Override
  public StatusLog log() {
    return new PostgresStatusLog(database);
  }

  @Override
  public long recognise(Standing standing) {
    long id =
        Awaited.result(
                database.query(
                    "insert into talent (name, nationality, unit_level, district, introduced,"
                        + " full_time, recorded_at, changed_at)"
                        + " values ('张三', 'CN', 'NONE', '370102', false, true, now(), now())"
                        + " returning id",
                    Tuple.tuple()))
            .iterator()
            .next()
            .getLong("id");
    recognise(id, standing);
    return id;
  }

  @Override
  public void recognise(long talentId, Standing standing) {
    Awaited.result(
        database.query(
            "update recognition set replaced_at = now() where talent_id = $1 and replaced_at is null",
            Tuple.of(talentId)));
    insert(talentId, standing.current(), null);
    Standing.Pending pending = standing.pending();
    if (pending != null) {
      insert(talentId, pending.recognition(), pending.from());
    }
  }

  private void insert(long talentId, Recognition recognition, @Nullable LocalDate from) {
    Awaited.result(
        database.query(
            "insert into recognition (talent_id, class, recognised_on, effective_from, ends_on,"
                + " recorded_at) values ($1, $2, $3, $4, $5, now())",
            Tuple.of(
                talentId,
                (short) recognition.talentClass().rank(),
                recognition.recognisedOn(),
                from,
                recognition.endsOn())));
  }
}
