package org.goldcard.postgres.subject;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Rows;
import org.goldcard.status.published.PublishedTexts;

/** The published texts in PostgreSQL. */
public final class PostgresPublishedTexts implements PublishedTexts {
  private final Database database;

  /** The texts of a database. */
  public PostgresPublishedTexts(Database database) {
    this.database = database;
  }

  @Override
  public Future<Void> put(Text text) {
    return database
        .query(
            "insert into published_text as p (name, text, etag, at) values ($1, $2, $3, $4)"
                + " on conflict (name) do update set text = $2, etag = $3, at = $4"
                + " where p.at <= $4",
            Tuple.of(text.name(), text.text(), text.etag(), Rows.time(text.at())))
        .mapEmpty();
  }

  @Override
  public Future<Map<String, String>> etags() {
    return database
        .query("select name, etag from published_text", Tuple.tuple())
        .map(
            rows -> {
              Map<String, String> etags = new HashMap<>();
              rows.forEach(row -> etags.put(row.getString("name"), row.getString("etag")));
              return etags;
            });
  }

  @Override
  public Future<Optional<Text>> find(String name) {
    return database
        .query("select name, text, etag, at from published_text where name = $1", Tuple.of(name))
        .map(rows -> rows.stream().findFirst().map(PostgresPublishedTexts::text));
  }

  private static Text text(Row row) {
    return new Text(
        row.getString("name"),
        row.getString("text"),
        row.getString("etag"),
        Rows.instant(row, "at"));
  }
}
