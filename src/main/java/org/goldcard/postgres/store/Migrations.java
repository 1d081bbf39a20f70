package org.goldcard.postgres.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.goldcard.card.StoreUnavailable;

/** Brings the schema up to date over JDBC. Blocking, hence on its own worker. */
public final class Migrations {
  private Migrations() {}

  /** Applies what is missing, on a worker; answers how many migrations were applied. */
  public static Future<Integer> apply(Vertx vertx, DatabaseSettings settings) {
    WorkerExecutor worker = vertx.createSharedWorkerExecutor("migrations", 1, 10, TimeUnit.MINUTES);
    return worker.executeBlocking(() -> applyNow(settings)).eventually(worker::close);
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
