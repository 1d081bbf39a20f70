package org.goldcard.postgres.webhook;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.goldcard.card.StatusWord;
import org.goldcard.partners.event.CardChanges;
import org.goldcard.partners.event.CardEvent;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Rows;
import org.jspecify.annotations.Nullable;

/** The changes of cards in the status log, each with the entry before it. */
public final class PostgresCardChanges implements CardChanges {
  private static final String AFTER =
      "select c.epoch, c.seq, c.kind, c.idx, c.word, c.at, b.word as before, k.number"
          + " from (select * from status_change where (epoch, seq) > ($1, $2)"
          + " order by epoch, seq limit $3) c"
          + " left join lateral (select p.word from status_change p where p.idx = c.idx"
          + " and (p.epoch, p.seq) < (c.epoch, c.seq) order by p.epoch desc, p.seq desc limit 1) b"
          + " on c.kind = 1"
          + " left join card k on c.kind = 1 and k.idx = c.idx order by c.epoch, c.seq";

  private final Database database;

  /** The changes of a database. */
  public PostgresCardChanges(Database database) {
    this.database = database;
  }

  @Override
  public Future<Place> head() {
    return database
        .query("select epoch, seq from status_head", Tuple.tuple())
        .map(rows -> place(rows.iterator().next()));
  }

  /** One row more than asked for would say whether there are others; a full page says it too. */
  @Override
  public Future<Page> after(Place place, int looked) {
    return database
        .query(AFTER, Tuple.of(place.epoch(), place.rev(), looked))
        .map(rows -> page(rows, place, looked));
  }

  private static Page page(RowSet<Row> rows, Place from, int looked) {
    List<CardEvent> events = new ArrayList<>();
    Place reached = from;
    for (Row row : rows) {
      reached = place(row);
      String number = row.getString("number");
      if (number != null) {
        events.add(event(row, row.getLong("before"), row.getLong("word"), number));
      }
    }
    return new Page(events, reached, rows.size() == looked);
  }

  /** The event of a row with place, index and moment. */
  static CardEvent event(Row row, @Nullable Long before, long after, String number) {
    return new CardEvent(
        place(row),
        row.getInteger("idx"),
        before == null ? null : new StatusWord(before),
        new StatusWord(after),
        Rows.instant(row, "at"),
        number);
  }

  static Place place(Row row) {
    return new Place(row.getLong("epoch"), row.getLong("seq"));
  }

  @Override
  public Future<Set<String>> issuedBy(String clientId, Set<String> numbers) {
    return database
        .query(
            "select distinct card_number from audit_entry where card_number = any($2::text[])"
                + " and action = 'card.issue' and actor_kind = 'CLIENT' and actor_name = $1",
            Tuple.of(clientId).addArrayOfString(numbers.toArray(String[]::new)))
        .map(PostgresCardChanges::texts);
  }

  /** The first column of each row. */
  static Set<String> texts(RowSet<Row> rows) {
    Set<String> texts = new HashSet<>();
    rows.forEach(row -> texts.add(row.getString(0)));
    return texts;
  }
}
