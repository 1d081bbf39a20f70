package org.goldcard.integration;

import static org.goldcard.testkit.Awaited.result;

import io.vertx.core.Vertx;
import java.time.Clock;
import org.goldcard.postgres.PostgresLeadership;
import org.goldcard.postgres.PostgresStatusLog;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.DatabaseSettings;
import org.goldcard.redis.RedisStore;
import org.goldcard.status.CardTable;
import org.goldcard.status.StatusCompare;
import org.goldcard.status.feed.PositionMemory;
import org.goldcard.status.feed.StatusFollower;
import org.goldcard.status.feed.StatusPublisher;
import org.goldcard.testkit.FeedSeals;

/** One node's part in the feed, as the service wires it, on real servers. */
final class FeedNode implements AutoCloseable {
  final CardTable table = new CardTable();
  final StatusFollower follower;
  final StatusPublisher publisher;
  final StatusCompare compare;

  private final Vertx vertx = Vertx.vertx();
  private final Database database;
  private final RedisStore redis;

  FeedNode(String databaseUrl, String redisUrl) {
    database = new Database(vertx, DatabaseSettings.of(databaseUrl));
    redis = new RedisStore(vertx, redisUrl, FeedSeals::seal);
    PostgresStatusLog log = new PostgresStatusLog(database);
    follower =
        new StatusFollower(
            vertx, log, table, PositionMemory.none(), Clock.systemUTC(), System::nanoTime);
    publisher =
        new StatusPublisher(
            vertx,
            new PostgresLeadership(database),
            log,
            redis.statusCarrier(),
            follower::trustsLog);
    compare = new StatusCompare(vertx, log, redis.statusCarrier(), table);
    result(redis.connect());
    result(follower.start(redis.statusCarrier()));
    result(publisher.start());
  }

  /** From now on nothing reaches the database, nor comes from it. */
  void loseDatabase() {
    result(database.close());
  }

  /** From now on nothing reaches Redis, nor comes from it. */
  void loseRedis() {
    result(redis.close());
  }

  @Override
  public void close() {
    follower.stop();
    result(publisher.stop());
    result(redis.close());
    result(database.close());
    result(vertx.close());
  }
}
