package org.goldcard.postgres.account;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.goldcard.accounts.Channel;
import org.goldcard.accounts.Language;
import org.goldcard.accounts.claim.ClaimStore;
import org.goldcard.accounts.claim.CodeLimits;
import org.goldcard.accounts.claim.Sought;
import org.goldcard.accounts.claim.Way;
import org.goldcard.accounts.claim.Wish;
import org.goldcard.card.Validity;
import org.goldcard.postgres.account.Counts.Bound;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Rows;
import org.goldcard.token.secret.FieldCipher;
import org.jspecify.annotations.Nullable;

/** Claims on PostgreSQL: every count and every try is decided by one locked row. */
public final class PostgresClaimStore implements ClaimStore {
  private static final String SOUGHT = "holder_claim.sought";
  private static final Bound ADDRESS =
      new Bound("claim.address", CodeLimits.HOUR, CodeLimits.PER_ADDRESS, Duration.ZERO);
  private static final Bound TYPED =
      new Bound("claim.typed", CodeLimits.DAY, CodeLimits.PER_DAY, CodeLimits.GAP);
  private static final Bound AGAIN =
      new Bound("claim.again", CodeLimits.CLAIM, CodeLimits.AGAIN, CodeLimits.GAP);
  private static final Bound PHONE =
      new Bound("code.phone", CodeLimits.DAY, CodeLimits.PER_DAY, CodeLimits.GAP);
  private static final Bound PERSON =
      new Bound("code.person", CodeLimits.DAY, CodeLimits.PER_DAY, Duration.ZERO);

  private static final String OPEN =
      "insert into holder_claim (handle, sought, channel, way, language, notice, opened_at, ends_at,"
          + " send_due, code_end, tries_left) values ($1, $2, $3, $4, $5, $6, $7, $8, $7, $9, $10)";
  private static final String AGAIN_SQL =
      "update holder_claim set way = $2, send_due = $3, lease_end = '-infinity'"
          + " where handle = $1 and proven_at is null and ends_at > $3 returning handle";
  private static final String TAKE =
      "update holder_claim set lease_end = $2 where handle = (select handle from holder_claim"
          + " where send_due <= $1 and lease_end <= $1 and ends_at > $1 order by send_due limit 1"
          + " for update skip locked)"
          + " returning handle, sought, channel, way, language, notice";
  private static final String VOID =
      "update holder_claim set tries_left = 0 where talent_id = $1 and handle <> $2"
          + " and proven_at is null";
  private static final String ARM =
      "update holder_claim set talent_id = $2, code = $3, code_end = $4, tries_left = $5,"
          + " send_due = null where handle = $1 and proven_at is null";
  private static final String DAY =
      "insert into code_day as d (day, n) values ($1, 1)"
          + " on conflict (day) do update set n = d.n + 1 where d.n < $2 returning n";
  private static final String TRY =
      "update holder_claim set tries_left = tries_left - 1,"
          + " proven_at = case when code = $2 and talent_id is not null then"
          + " $3::timestamptz end"
          + " where handle = $1 and tries_left > 0 and code_end > $3 and proven_at is null"
          + " returning tries_left, proven_at is not null as proven";
  private static final String PROVEN =
      "select talent_id, sought, channel, way, language, notice from holder_claim"
          + " where handle = $1 and proven_at is not null and talent_id is not null"
          + " and ends_at > $2";
  private static final String SWEEP =
      "with claims as (delete from holder_claim where ends_at <= $1 returning 1),"
          + " counts as (delete from code_count where seen <= $2 returning 1)"
          + " select (select count(*) from claims) + (select count(*) from counts) as n";

  private final Database database;
  private final FieldCipher cipher;

  /** Claims in a database, those who are looked for sealed by a cipher. */
  public PostgresClaimStore(Database database, FieldCipher cipher) {
    this.database = database;
    this.cipher = cipher;
  }

  @Override
  public Future<Duration> open(
      String handle, Wish wish, String typed, @Nullable String address, Instant now) {
    return database.transaction(
        tx ->
            counted(tx, address == null ? null : ADDRESS, address, now)
                .compose(wait -> wait.isZero() ? counted(tx, TYPED, typed, now) : waiting(wait))
                .compose(wait -> wait.isZero() ? insert(tx, handle, wish, now) : waiting(wait)),
        Duration::isZero);
  }

  private static Future<Duration> waiting(Duration wait) {
    return Future.succeededFuture(wait);
  }

  private static Future<Duration> counted(
      SqlConnection tx, @Nullable Bound bound, @Nullable String key, Instant now) {
    return bound == null || key == null
        ? waiting(Duration.ZERO)
        : Counts.count(tx, bound, key, now);
  }

  private Future<Duration> insert(SqlConnection tx, String handle, Wish wish, Instant now) {
    return tx.preparedQuery(OPEN)
        .execute(
            Tuple.tuple()
                .addString(handle)
                .addBuffer(Buffer.buffer(cipher.encrypt(SOUGHT, wish.sought().text())))
                .addString(wish.channel().name())
                .addString(wish.way().name())
                .addString(wish.language().name())
                .addString(wish.notice())
                .addOffsetDateTime(Rows.time(now))
                .addOffsetDateTime(Rows.time(now.plus(CodeLimits.CLAIM)))
                .addOffsetDateTime(Rows.time(now.plus(CodeLimits.LIFE)))
                .addInteger(CodeLimits.TRIES))
        .map(Duration.ZERO);
  }

  @Override
  public Future<Optional<Duration>> again(String handle, Way way, Instant now) {
    return database.transaction(
        tx ->
            tx.preparedQuery(AGAIN_SQL)
                .execute(Tuple.of(handle, way.name(), Rows.time(now)))
                .compose(
                    rows ->
                        rows.size() == 0
                            ? Future.succeededFuture(Optional.<Duration>empty())
                            : Counts.count(tx, AGAIN, handle, now).map(Optional::of)),
        wait -> wait.filter(Duration::isZero).isPresent());
  }

  @Override
  public Future<Optional<Waiting>> take(Instant now, Instant leaseEnd) {
    return database
        .query(TAKE, Tuple.of(Rows.time(now), Rows.time(leaseEnd)))
        .map(rows -> first(rows).map(row -> new Waiting(row.getString("handle"), wish(row))));
  }

  private static Optional<Row> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
  }

  private Wish wish(Row row) {
    return new Wish(
        Sought.parse(cipher.decrypt(SOUGHT, row.getBuffer("sought").getBytes())),
        Way.valueOf(row.getString("way")),
        Channel.valueOf(row.getString("channel")),
        Language.valueOf(row.getString("language")),
        row.getString("notice"));
  }

  @Override
  public Future<Boolean> arm(String handle, Made made, Instant now) {
    return limited(made, now)
        .compose(sends -> database.transaction(tx -> arm(tx, handle, made, sends, now), s -> true));
  }

  /** All limits in one transaction, so that what one refuses no other has counted. */
  private Future<Boolean> limited(Made made, Instant now) {
    Long talent = made.talentId();
    String destination = made.destination();
    boolean nobody = talent == null || destination == null;
    String to = nobody ? null : destination;
    String whose = nobody ? null : String.valueOf(talent);
    return database.transaction(
        tx ->
            counted(tx, PHONE, to, now)
                .compose(wait -> wait.isZero() ? counted(tx, PERSON, whose, now) : waiting(wait))
                .compose(wait -> wait.isZero() && !nobody ? day(tx, now) : waiting(wait))
                .map(wait -> wait.isZero() && !nobody),
        sends -> sends);
  }

  private static Future<Duration> day(SqlConnection tx, Instant now) {
    return tx.preparedQuery(DAY)
        .execute(Tuple.of(Validity.dayOf(now), CodeLimits.ALL))
        .map(rows -> rows.size() == 1 ? Duration.ZERO : CodeLimits.DAY);
  }

  /** What is not sent belongs to nobody: nobody can have it, and it voids no other. */
  private static Future<Boolean> arm(
      SqlConnection tx, String handle, Made made, boolean sends, Instant now) {
    Long talent = sends ? made.talentId() : null;
    return tx.preparedQuery(VOID)
        .execute(Tuple.of(talent, handle))
        .compose(
            voided ->
                tx.preparedQuery(ARM)
                    .execute(
                        Tuple.of(
                            handle,
                            talent,
                            made.code(),
                            Rows.time(now.plus(CodeLimits.LIFE)),
                            CodeLimits.TRIES)))
        .map(rows -> sends && rows.rowCount() == 1);
  }

  @Override
  public Future<Trial> attempt(String handle, String code, Instant now) {
    return database
        .query(TRY, Tuple.of(handle, code, Rows.time(now)))
        .map(rows -> first(rows).map(PostgresClaimStore::trial).orElse(new Trial(Result.OVER, 0)));
  }

  private static Trial trial(Row row) {
    boolean proven = row.getBoolean("proven");
    return new Trial(proven ? Result.PROVEN : Result.WRONG, row.getInteger("tries_left"));
  }

  @Override
  public Future<Optional<Proven>> proven(String handle, Instant now) {
    return database
        .query(PROVEN, Tuple.of(handle, Rows.time(now)))
        .map(rows -> first(rows).map(row -> new Proven(row.getLong("talent_id"), wish(row))));
  }

  @Override
  public Future<Integer> sweep(Instant now) {
    return database
        .query(SWEEP, Tuple.of(Rows.time(now), Rows.time(now.minus(CodeLimits.DAY))))
        .map(rows -> rows.iterator().next().getLong("n").intValue());
  }
}
