package org.goldcard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.testkit.Awaited.result;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.goldcard.dev.embedded.RunningServers;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.DatabaseSettings;
import org.goldcard.postgres.store.Migrations;
import org.goldcard.testkit.TestCertificates;
import org.goldcard.testkit.TestServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A PostgreSQL that encrypts, asked by both drivers: that of migrations and that of everything
 * else.
 */
class DatabaseTlsIT {
  private final Vertx vertx = Vertx.vertx();
  private final TestCertificates made = TestCertificates.make();
  private final RunningServers servers = TestServers.throwAway(TestServers.emptyDirectory());

  @AfterEach
  void close() {
    result(vertx.close().map("closed"));
    servers.close();
  }

  private DatabaseSettings settings(String host, String mode, @Nullable Path authority) {
    URI uri = URI.create(servers.databaseUrl());
    String place = "@" + host + ":" + uri.getPort() + uri.getPath();
    String url = "postgresql://" + uri.getUserInfo() + place + "?sslmode=" + mode;
    return DatabaseSettings.of(url, authority);
  }

  /** Why the driver of everything else cannot ask; empty when it can. */
  private Optional<Throwable> asking(DatabaseSettings settings) {
    Database database = new Database(vertx, settings);
    return result(
        database
            .query("select 1", Tuple.tuple())
            .transform(
                done ->
                    database
                        .close()
                        .transform(
                            c -> Future.succeededFuture(Optional.ofNullable(done.cause())))));
  }

  private Optional<Throwable> migrating(DatabaseSettings settings) {
    return result(
        Migrations.apply(vertx, settings)
            .transform(done -> Future.succeededFuture(Optional.ofNullable(done.cause()))));
  }

  private void assertUsed(DatabaseSettings settings) {
    assertThat(migrating(settings)).isEmpty();
    assertThat(asking(settings)).isEmpty();
  }

  private void assertRefused(DatabaseSettings settings) {
    assertThat(migrating(settings)).isPresent();
    assertThat(asking(settings)).isPresent();
  }

  @Test
  void isUsedOnlyUnderItsAuthorityAndWhereAskedUnderItsName() {
    assertRefused(settings("127.0.0.1", "verify-full", made.authority()));
    made.serveFrom(servers);
    assertUsed(settings("127.0.0.1", "verify-full", made.authority()));
    assertUsed(settings("localhost", "verify-ca", made.authority()));
    assertRefused(settings("localhost", "verify-full", made.authority()));
    assertRefused(settings("127.0.0.1", "verify-full", made.stranger()));
    assertRefused(settings("127.0.0.1", "verify-full", null));
    assertThat(isEncrypted(settings("127.0.0.1", "verify-full", made.authority()))).isTrue();
  }

  private boolean isEncrypted(DatabaseSettings settings) {
    String sql = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";
    Database database = new Database(vertx, settings);
    Future<Boolean> encrypted =
        database.query(sql, Tuple.tuple()).map(rows -> rows.iterator().next().getBoolean(0));
    boolean answer = result(encrypted);
    result(database.close().map("closed"));
    return answer;
  }
}
