package org.goldcard.postgres.account;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.goldcard.card.talent.PhoneNumber;
import org.goldcard.postgres.store.Database;
import org.goldcard.token.secret.FieldIndex;

/** Who has registered a phone. */
public final class PhoneHolders {
  /** As the registry of talents names the field: the keyed hash depends on it. */
  private static final String PHONE = "talent.phone";

  private static final int MOST = 8;

  private final Database database;
  private final FieldIndex index;

  /** Looks in a database, by the keyed hashes of an index. */
  public PhoneHolders(Database database, FieldIndex index) {
    this.database = database;
    this.index = index;
  }

  /** The talents with this phone: usually one, at most {@value #MOST}. */
  public Future<List<Long>> talents(PhoneNumber phone) {
    Buffer key = Buffer.buffer(index.key(PHONE, phone.e164()));
    return database
        .query(
            "select id from talent where phone_key = $1 order by id limit " + MOST, Tuple.of(key))
        .map(rows -> rows.stream().map(row -> row.getLong("id")).toList());
  }
}
