package org.goldcard.postgres.talents;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.goldcard.card.CardNumber;
import org.goldcard.card.talent.PersonName;
import org.goldcard.postgres.store.Database;
import org.goldcard.token.secret.FieldCipher;
import org.goldcard.token.secret.FieldIndex;
import org.goldcard.verifying.CardLookup;
import org.goldcard.verifying.ScanMemory;
import org.jspecify.annotations.Nullable;

/** What a scan asks of PostgreSQL: the card of a typed number, and how its holder is named. */
public final class PostgresCardLookup implements CardLookup {
  private final Database database;
  private final TalentSecrets secrets;

  /** Looks up in a database, with the keys of {@link PostgresTalentRegistry}. */
  public PostgresCardLookup(Database database, FieldCipher cipher, FieldIndex index) {
    this.database = database;
    this.secrets = new TalentSecrets(cipher, index);
  }

  @Override
  public CompletionStage<OptionalInt> byNumber(CardNumber number) {
    return database
        .query("select idx from card where number = $1", Tuple.of(number.digits()))
        .map(PostgresCardLookup::only)
        .toCompletionStage();
  }

  /**
   * A talent whose card was closed or withdrawn has the newest of them, so that the answer is the
   * one its number would give. Passports of two countries may share a number: then it names nobody.
   */
  @Override
  public CompletionStage<OptionalInt> byDocument(String documentNumber) {
    return database
        .query(
            "select distinct on (c.talent_id) c.idx from card c where c.talent_id in"
                + " (select talent_id from talent_document where number_key = $1)"
                + " order by c.talent_id, c.state in (5, 6), c.issued_at desc",
            Tuple.of(secrets.numberKey(documentNumber)))
        .map(PostgresCardLookup::only)
        .toCompletionStage();
  }

  private static OptionalInt only(RowSet<Row> rows) {
    return rows.size() == 1
        ? OptionalInt.of(rows.iterator().next().getInteger("idx"))
        : OptionalInt.empty();
  }

  @Override
  public CompletionStage<ScanMemory.@Nullable Display> display(int cardIndex) {
    Future<ScanMemory.@Nullable Display> display =
        database
            .query(
                "select t.name, (select array_agg(tail order by position) from talent_document"
                    + " where talent_id = t.id) as tails"
                    + " from card c join talent t on t.id = c.talent_id where c.idx = $1",
                Tuple.of(cardIndex))
            .map(PostgresCardLookup::display);
    return display.toCompletionStage();
  }

  private static ScanMemory.@Nullable Display display(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return null;
    }
    Row row = rows.iterator().next();
    return new ScanMemory.Display(
        new PersonName(row.getString("name")).masked(), List.of(row.getArrayOfStrings("tails")));
  }
}
