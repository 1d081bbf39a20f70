package org.goldcard.postgres.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.goldcard.card.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/** Brings the schema up to date over JDBC. Blocking, hence on its own worker. */
public final class Migrations {
  /** The newest migration of this program. */
  static final int REQUIRED = 12;

  private Migrations() {}

  /** Applies what is missing, on a worker; answers how many migrations were applied. */
  public static Future<Integer> apply(Vertx vertx, DatabaseSettings settings) {
    WorkerExecutor worker = vertx.createSharedWorkerExecutor("migrations", 1, 10, TimeUnit.MINUTES);
    return worker.executeBlocking(() -> applyNow(settings)).eventually(worker::close);
  }

  /**
   * Refuses a schema that this program does not know enough of: for a node that may not migrate. A
   * newer one is right, for nodes are renewed one after the other.
   */
  public static Future<Void> require(Database database) {
    return database
        .query("select version from schema_version", Tuple.tuple())
        .recover(
            failure ->
                failure instanceof PgException
                    ? Future.failedFuture(new SchemaUnfit("schema_version cannot be read", failure))
                    : Future.failedFuture(failure))
        .compose(
            rows -> {
              int version = rows.iterator().next().getInteger("version");
              return version >= REQUIRED
                  ? Future.succeededFuture()
                  : Future.failedFuture(new SchemaUnfit("version " + version, null));
            });
  }

  /** The schema is older than this program, or this role may not see it. */
  public static final class SchemaUnfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    private SchemaUnfit(String what, @Nullable Throwable cause) {
      super(what, cause);
    }
  }

  /**
   * Applies what is missing, blocking.
   *
   * @throws StoreUnavailable when the database cannot be reached or a migration fails
   */
  public static int applyNow(DatabaseSettings settings) {
    Flyway flyway =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
            .locations("classpath:db/migration")
            .validateMigrationNaming(true)
            .load();
    try {
      return flyway.migrate().migrationsExecuted;
    } catch (RuntimeException e) {
      throw new StoreUnavailable("the schema could not be brought up to date", e);
    }
  }
}
