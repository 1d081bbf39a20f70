package org.goldcard.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.goldcard.dev.host.FreePort;
import org.goldcard.redis.link.RedisServers;
import org.goldcard.redis.link.RedisUnavailable;
import org.goldcard.testkit.FeedSeals;
import org.goldcard.testkit.RedisProcess;
import org.goldcard.testkit.TestCertificates;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Redis that encrypts, with a certificate of an authority of its own. */
class RedisTlsIT {
  private final Vertx vertx = Vertx.vertx();
  private final TestCertificates made = TestCertificates.make();
  private final int port = FreePort.any();
  private final RedisProcess redis =
      new RedisProcess(
          "--tls-port",
          Integer.toString(port),
          "--tls-cert-file",
          made.certificate().toString(),
          "--tls-key-file",
          made.key().toString(),
          "--tls-ca-cert-file",
          made.authority().toString(),
          "--tls-auth-clients",
          "no",
          "--user",
          "node",
          "on",
          ">carp-lotus-willow-1875",
          "~*",
          "&*",
          "+@all");

  @AfterEach
  void close() throws TimeoutException {
    vertx.close().await(20, TimeUnit.SECONDS);
    redis.close();
  }

  /** Connects; answers why not, or null. */
  private @Nullable Throwable connect(String host, int at, @Nullable Path authority)
      throws TimeoutException {
    String url = "rediss://node:carp-lotus-willow-1875@" + host + ":" + at + "/0";
    RedisServers servers = new RedisServers(List.of(url), "", "", authority);
    RedisStore store = new RedisStore(vertx, servers, FeedSeals::seal);
    return store
        .connect()
        .transform(done -> store.close().transform(c -> Future.succeededFuture(done.cause())))
        .await(20, TimeUnit.SECONDS);
  }

  @Test
  void isUsedUnderItsAuthorityAndItsName() throws TimeoutException {
    assertThat(connect("127.0.0.1", port, made.authority())).isNull();
  }

  @Test
  void isRefusedUnderAnotherAuthorityUnderNoneAndUnderAnotherName() throws TimeoutException {
    assertRefused(connect("127.0.0.1", port, made.stranger()));
    assertRefused(connect("127.0.0.1", port, null));
    assertRefused(connect("localhost", port, made.authority()));
  }

  /** Such a Redis waits for the end of what it takes for a line: it looks as if it were away. */
  @Test
  void isNeverSpokenToWithoutTls() throws TimeoutException {
    assertThat(connect("127.0.0.1", redis.port(), made.authority()))
        .isInstanceOf(RedisUnavailable.class);
  }

  private static void assertRefused(@Nullable Throwable failure) {
    assertThat(failure)
        .isInstanceOfSatisfying(RedisUnavailable.class, away -> assertThat(away.isUnfit()).isTrue())
        .hasMessageContaining("REDIS_CA")
        .hasMessageContaining("证书")
        .message()
        .doesNotContain("carp-lotus");
  }
}
