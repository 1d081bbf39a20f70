package org.goldcard.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.goldcard.redis.link.FunctionLoading;
import org.goldcard.redis.link.RedisServers;
import org.goldcard.redis.link.RedisUnavailable;
import org.goldcard.redis.link.RedisUsers;
import org.goldcard.testkit.FeedSeals;
import org.goldcard.testkit.RedisProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What the users with least rights may, and what they are refused. */
class RedisUsersIT {
  private static final String PASSWORD = "xK3-9fQ.7uVb2LmZ";

  private final Vertx vertx = Vertx.vertx();
  private final RedisProcess redis = new RedisProcess();

  @BeforeEach
  void makeUsers() {
    assertThat(redis.command(RedisUsers.service("service", RedisUsers.hashed(PASSWORD))))
        .startsWith("+OK");
    assertThat(redis.command(RedisUsers.deployer("deployer", ">" + PASSWORD))).startsWith("+OK");
  }

  @AfterEach
  void close() throws TimeoutException {
    vertx.close().await(20, TimeUnit.SECONDS);
    redis.close();
  }

  private String url(String user) {
    return "redis://" + user + ":" + PASSWORD + "@127.0.0.1:" + redis.port() + "/0";
  }

  private static Throwable failure(Future<?> future) throws TimeoutException {
    return future
        .transform(done -> Future.succeededFuture(done.cause()))
        .await(20, TimeUnit.SECONDS);
  }

  private void refused(String user, Command command, String... args) throws TimeoutException {
    Redis client = Redis.createClient(vertx, url(user));
    Request request = Request.cmd(command);
    List.of(args).forEach(request::arg);
    assertThat(failure(client.send(request)))
        .as(user + " " + command + " " + List.of(args))
        .hasMessageMatching("(?s)(NOPERM|ERR DEBUG command not allowed).*");
    client.close();
  }

  @Test
  void theServiceSaysWhichCommandIsMissingAndStartsOnceItWasRun() throws TimeoutException {
    RedisStore store = new RedisStore(vertx, url("service"), FeedSeals::seal);
    Throwable failure = failure(store.connect());
    assertThat(failure)
        .isInstanceOf(RedisUnavailable.class)
        .hasMessageContaining("goldcard redis load-functions")
        .hasMessageContaining("请用部署用户");
    assertThat(((RedisUnavailable) failure).isUnfit()).isTrue();
    assertThat(store.objection()).isPresent();
    assertThat(FunctionLoading.load(RedisServers.of(url("deployer")))).isPositive();
    await().until(store::isConnected);
    assertThat(store.objection()).isEmpty();
    assertThat(store.runId()).isPresent();
    assertThat(failure(store.close())).isNull();
  }

  @Test
  void theServiceMayDoNothingElse() throws TimeoutException {
    assertThat(FunctionLoading.load(RedisServers.of(url("deployer")))).isPositive();
    refused("service", Command.FLUSHALL);
    refused("service", Command.FLUSHDB);
    refused("service", Command.CONFIG, "GET", "*");
    refused("service", Command.CONFIG, "SET", "maxmemory-policy", "allkeys-lru");
    refused("service", Command.KEYS, "*");
    refused("service", Command.EVAL, "return 1", "0");
    refused("service", Command.FUNCTION, "LOAD", "REPLACE", "#!lua name=goldcard");
    refused("service", Command.FUNCTION, "FLUSH");
    refused("service", Command.DEBUG, "SLEEP", "0");
    refused("service", Command.ACL, "LIST");
    refused("service", Command.SHUTDOWN);
    refused("service", Command.REPLICAOF, "127.0.0.1", "1");
    refused("service", Command.GET, "other:key");
    refused("service", Command.SET, "other:key", "x");
    refused("service", Command.FCALL, "gc_held", "1", "other:key");
    refused("service", Command.PUBLISH, "channel", "x");
  }

  @Test
  void theDeployUserTouchesNoKey() throws TimeoutException {
    assertThat(FunctionLoading.load(RedisServers.of(url("deployer")))).isPositive();
    refused("deployer", Command.GET, "gc:status:head");
    refused("deployer", Command.FCALL, "gc_held", "1", "gc:status:head");
    refused("deployer", Command.FLUSHALL);
    refused("deployer", Command.EVAL, "return 1", "0");
    refused("deployer", Command.CONFIG, "GET", "*");
  }

  @Test
  void theDeployUserCannotLoadWithoutTheRight() {
    Executable load = () -> FunctionLoading.load(RedisServers.of(url("service")));
    assertThat(org.junit.jupiter.api.Assertions.assertThrows(RedisUnavailable.class, load))
        .hasMessageContaining("NOPERM");
  }

  @Test
  void aPolicySetToEvictWhileRunningIsNoticedAndRefused() throws TimeoutException {
    assertThat(FunctionLoading.load(RedisServers.of(url("deployer")))).isPositive();
    RedisStore store = new RedisStore(vertx, url("service"), FeedSeals::seal);
    assertThat(failure(store.connect())).isNull();
    redis.command("CONFIG SET maxmemory-policy allkeys-lru");
    await().until(() -> !store.isConnected() && store.objection().isPresent());
    assertThat(failure(store.statusCarrier().held()))
        .isInstanceOf(RedisUnavailable.class)
        .hasMessageContaining("allkeys-lru");
    redis.command("CONFIG SET maxmemory-policy noeviction");
    await().until(store::isConnected);
    assertThat(failure(store.statusCarrier().held())).isNull();
    assertThat(failure(store.close())).isNull();
  }
}
