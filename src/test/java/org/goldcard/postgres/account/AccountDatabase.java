package org.goldcard.postgres.account;

import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.DatabaseSettings;
import org.goldcard.postgres.store.Migrations;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestServers;
import org.goldcard.token.secret.FieldCipher;

/** A fresh database with two talents, for the stores of accounts. */
final class AccountDatabase {
  final Vertx vertx = Vertx.vertx();
  final String url;
  final Database database;
  final List<Long> talents;
  final FieldCipher cipher = new FieldCipher(Map.of(1, new byte[32]), 1, new SecureRandom());

  AccountDatabase(Class<?> test) {
    url = TestServers.freshDatabase(test);
    DatabaseSettings settings = DatabaseSettings.of(url);
    Awaited.result(Migrations.apply(vertx, settings));
    database = new Database(vertx, settings);
    talents = List.of(talent(), talent());
  }

  private long talent() {
    return Long.parseLong(
        TestServers.query(
                url,
                "insert into talent (name, nationality, unit_level, district, introduced,"
                    + " full_time, recorded_at, changed_at) values ('田𠮷', 'CN', 'NONE', '370102',"
                    + " false, true, now(), now()) returning id::text")
            .get(0));
  }

  void empty() {
    TestServers.execute(
        url,
        "truncate code_count, code_day, holder_claim, holder_account, holder_consent,"
            + " holder_session");
  }

  void close() {
    Awaited.result(database.close().compose(closed -> vertx.close()));
  }
}
