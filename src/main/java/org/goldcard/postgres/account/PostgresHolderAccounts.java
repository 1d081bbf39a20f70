package org.goldcard.postgres.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.goldcard.accounts.HolderAccounts;
import org.goldcard.accounts.claim.CodeLimits;
import org.goldcard.card.Actor;
import org.goldcard.card.Instruction;
import org.goldcard.postgres.store.Audit;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Rows;
import org.goldcard.postgres.store.Step;

/** Accounts on PostgreSQL. */
public final class PostgresHolderAccounts implements HolderAccounts {
  private static final String TRIED = "passcode";
  private static final Counts.Bound TRIES =
      new Counts.Bound(TRIED, Duration.ofMinutes(30), CodeLimits.TRIES, Duration.ZERO);

  private static final String USE =
      "delete from holder_claim where handle = $1 and proven_at is not null"
          + " and talent_id is not null and ends_at > $2"
          + " returning talent_id, channel, language, notice, opened_at";
  private static final String ACCOUNT =
      "insert into holder_account as a (talent_id, passcode, channel, language, claimed_at,"
          + " changed_at) values ($1, $2, $3, $4, $5, $5) on conflict (talent_id) do update"
          + " set passcode = excluded.passcode, language = excluded.language,"
          + " changed_at = excluded.changed_at returning xmax = 0 as fresh";
  private static final String CONSENT =
      "insert into holder_consent (talent_id, notice, channel, agreed_at) values ($1, $2, $3, $4)";
  private static final String SESSION =
      "insert into holder_session (talent_id, token, channel, enrolled_at, rotated_at, ends_at)"
          + " select talent_id, $2, $3, $4, $4, $5 from holder_account where talent_id = $1"
          + " on conflict (talent_id) do update set token = excluded.token, next_token = null,"
          + " former = null, former_end = '-infinity', channel = excluded.channel,"
          + " enrolled_at = excluded.enrolled_at, rotated_at = excluded.rotated_at,"
          + " ends_at = excluded.ends_at";

  private final Database database;

  /** Accounts in a database. */
  public PostgresHolderAccounts(Database database) {
    this.database = database;
  }

  @Override
  public Future<Optional<String>> passcode(long talentId) {
    return database
        .query("select passcode from holder_account where talent_id = $1", Tuple.of(talentId))
        .map(rows -> rows.stream().findFirst().map(row -> row.getString("passcode")));
  }

  @Override
  public Future<Boolean> enrol(String claimHandle, String passcode, Browser browser) {
    return database.transaction(
        tx ->
            tx.preparedQuery(USE)
                .execute(Tuple.of(claimHandle, Rows.time(browser.at())))
                .compose(
                    rows ->
                        rows.size() == 0
                            ? Future.succeededFuture(false)
                            : enrol(tx, rows.iterator().next(), passcode, browser)),
        done -> done);
  }

  private static Future<Boolean> enrol(
      SqlConnection tx, Row claim, String passcode, Browser browser) {
    long talent = claim.getLong("talent_id");
    return tx.preparedQuery(ACCOUNT)
        .execute(
            Tuple.of(
                talent,
                passcode,
                claim.getString("channel"),
                claim.getString("language"),
                Rows.time(browser.at())))
        .map(rows -> rows.iterator().next().getBoolean("fresh"))
        .compose(fresh -> audit(tx, talent, fresh ? "holder.enrol" : "holder.passcode", browser))
        .compose(
            audited ->
                tx.preparedQuery(CONSENT)
                    .execute(
                        Tuple.of(
                            talent,
                            claim.getString("notice"),
                            claim.getString("channel"),
                            claim.getOffsetDateTime("opened_at"))))
        .compose(agreed -> session(tx, talent, browser));
  }

  private static Future<Boolean> session(SqlConnection tx, long talent, Browser browser) {
    return tx.preparedQuery(SESSION)
        .execute(
            Tuple.of(
                talent,
                browser.tokenHash(),
                browser.channel().name(),
                Rows.time(browser.at()),
                Rows.time(browser.endsAt())))
        .map(rows -> rows.rowCount() == 1);
  }

  private static Future<Void> audit(SqlConnection tx, long talent, String action, Browser browser) {
    Actor actor = new Actor(Actor.Kind.HOLDER, Long.toString(talent));
    Step step = new Step(tx, Instruction.of(actor, browser.channel().name()), browser.at());
    return Audit.write(step, List.of(new Audit.Line(action, null, talent, null, null)));
  }

  @Override
  public Future<Boolean> signIn(long talentId, String tried, Browser browser) {
    return database.transaction(
        tx ->
            session(tx, talentId, browser)
                .compose(done -> done ? signedIn(tx, talentId, tried, browser) : nothing()),
        done -> done);
  }

  private static Future<Boolean> nothing() {
    return Future.succeededFuture(false);
  }

  private static Future<Boolean> signedIn(
      SqlConnection tx, long talentId, String tried, Browser browser) {
    return tx.preparedQuery("delete from code_count where kind = $1 and key = $2")
        .execute(Tuple.of(TRIED, tried))
        .compose(forgotten -> audit(tx, talentId, "holder.sign-in", browser))
        .map(true);
  }

  @Override
  public Future<Duration> takeTry(String tried, Instant now) {
    return database.transaction(tx -> Counts.count(tx, TRIES, tried, now), Duration::isZero);
  }
}
