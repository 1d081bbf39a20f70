package org.goldcard.postgres.talents;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.goldcard.card.talent.DocumentType;
import org.goldcard.card.talent.Employer;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.Introduction;
import org.goldcard.card.talent.Nationality;
import org.goldcard.card.talent.PersonName;
import org.goldcard.card.talent.Talent;
import org.goldcard.card.talent.UnitLevel;
import org.goldcard.issuing.TalentRegistry.OnFile;
import org.goldcard.postgres.store.Rows;

/** Reads talents with their documents, standing and card, in one statement each time. */
final class TalentRows {
  private static final String SELECT =
      "select t.id, t.name, t.nationality, t.phone, t.email, t.unit, t.unit_level, t.district,"
          + " t.introduced, t.introduced_on, t.full_time, d.types, d.numbers,"
          + Rows.GROUND
          + ","
          + Rows.CARD
          + "from talent t"
          + Rows.STANDING
          + "left join card c on c.talent_id = t.id and c.state not in (5, 6)"
          + " left join lateral (select array_agg(type order by position) as types,"
          + " array_agg(number order by position) as numbers"
          + " from talent_document where talent_id = t.id) d on true where ";

  /** Of the id $1. */
  static final String BY_ID = SELECT + "t.id = $1";

  /** Who has a document of the keys $1 and types $2. */
  private static final String HOLDERS =
      "select talent_id from talent_document where (number_key, type) in"
          + " (select * from unnest($1::bytea[], $2::text[]))";

  /** Everyone with one of the documents of {@link #documents}. */
  static final String BY_DOCUMENTS = SELECT + "t.id in (" + HOLDERS + ") order by t.id";

  /** Locks the same talents, in the order in which everyone locks them. */
  static final String LOCK_BY_DOCUMENTS =
      "select id from talent where id in (" + HOLDERS + ") order by id for no key update";

  private final TalentSecrets secrets;

  TalentRows(TalentSecrets secrets) {
    this.secrets = secrets;
  }

  Tuple documents(Collection<IdentityDocument> documents) {
    return Tuple.tuple()
        .addArrayOfBuffer(
            documents.stream().map(d -> secrets.numberKey(d.number())).toArray(Buffer[]::new))
        .addArrayOfString(documents.stream().map(d -> d.type().name()).toArray(String[]::new));
  }

  List<OnFile> all(RowSet<Row> rows) {
    return rows.stream().map(this::onFile).toList();
  }

  private OnFile onFile(Row row) {
    return new OnFile(
        row.getLong("id"),
        talent(row),
        Objects.requireNonNull(Rows.standing(row), "standing: missing"),
        row.getBoolean("withdrawn"),
        row.getString("number") == null ? null : Rows.card(row));
  }

  private Talent talent(Row row) {
    return new Talent(
        new PersonName(row.getString("name")),
        documents(row),
        new Nationality(row.getString("nationality")),
        secrets.phone(row.getBuffer("phone")),
        secrets.email(row.getBuffer("email")),
        new Employer(
            row.getString("unit"),
            UnitLevel.valueOf(row.getString("unit_level")),
            row.getString("district")),
        new Introduction(
            row.getBoolean("introduced"),
            row.getLocalDate("introduced_on"),
            row.getBoolean("full_time")));
  }

  private List<IdentityDocument> documents(Row row) {
    String[] types = row.getArrayOfStrings("types");
    Buffer[] numbers = row.getArrayOfBuffers("numbers");
    List<IdentityDocument> documents = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      String number = secrets.number(numbers[i]);
      documents.add(new IdentityDocument(DocumentType.valueOf(types[i]), number));
    }
    return documents;
  }
}
