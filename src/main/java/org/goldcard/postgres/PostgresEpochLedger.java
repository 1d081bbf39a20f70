package org.goldcard.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.goldcard.card.CardNumber;
import org.goldcard.card.Instruction;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Rows;
import org.goldcard.status.Position;
import org.goldcard.status.feed.EpochLedger;

/** The epochs of the status feed in PostgreSQL. */
public final class PostgresEpochLedger implements EpochLedger {
  private final Database database;
  private final InstantSource clock;

  /** The epochs of a database. */
  public PostgresEpochLedger(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Future<Position> begin(Position known, Instruction instruction) {
    return database
        .query(
            "select epoch, seq, chain from begin_status_epoch($1, $2, $3, $4, $5, $6)",
            Tuple.of(
                known.epoch(),
                known.seq(),
                instruction.actor().kind().name(),
                instruction.actor().name(),
                instruction.reason(),
                Rows.time(clock.instant())))
        .map(rows -> position(rows.iterator().next()));
  }

  private static Position position(Row row) {
    String chain = HexFormat.of().formatHex(row.getBuffer("chain").getBytes());
    return new Position(row.getLong("epoch"), row.getLong("seq"), chain);
  }

  @Override
  public Future<Map<Integer, CardNumber>> numbers(List<Integer> indexes) {
    return database
        .query(
            "select idx, number from card where idx = any($1)",
            Tuple.of(indexes.toArray(Integer[]::new)))
        .map(PostgresEpochLedger::numbers);
  }

  private static Map<Integer, CardNumber> numbers(Iterable<Row> rows) {
    Map<Integer, CardNumber> numbers = new HashMap<>();
    rows.forEach(r -> numbers.put(r.getInteger("idx"), new CardNumber(r.getString("number"))));
    return numbers;
  }
}
