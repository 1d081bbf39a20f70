package org.goldcard.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Rows;
import org.goldcard.status.CardLedger;

/** The ledger of card statuses in PostgreSQL. */
public final class PostgresCardLedger implements CardLedger {
  private final Database database;
  private final CardWork work;

  /** A ledger in a database. */
  public PostgresCardLedger(Database database, InstantSource clock) {
    this.database = database;
    this.work = new CardWork(database, clock);
  }

  @Override
  public Future<Outcome<Receipt>> changeStatus(
      CardNumber number, Instruction instruction, Function<Card, Outcome<Card>> decide) {
    return work.change(number, instruction, onFile -> decide.apply(onFile.card()));
  }

  @Override
  public Future<List<CardNumber>> overdueSuspensions(Instant now, int limit) {
    return database
        .query(
            "select number from card where state = 2 and suspended_until <= $1"
                + " order by suspended_until, number limit $2",
            Tuple.of(Rows.time(now), limit))
        .map(rows -> rows.stream().map(r -> new CardNumber(r.getString("number"))).toList());
  }
}
