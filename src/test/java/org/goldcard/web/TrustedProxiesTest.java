package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import org.goldcard.testkit.Awaited;
import org.junit.jupiter.api.Test;

/** Plain HTTP and forwarded addresses count only where they are trusted. */
class TrustedProxiesTest {
  private static Reply metrics(ApiUnderTest api, String forwarded) {
    return api.send(api.request("/metrics").header("X-Forwarded-For", forwarded));
  }

  @Test
  void believesNobodyWhoIsNotTrusted() {
    ApiUnderTest api = new ApiUnderTest();
    assertThat(metrics(api, "203.0.113.7").status()).isEqualTo(200);
    api.close();
  }

  @Test
  void believesATrustedProxyAboutTheNearestStranger() {
    TrustedProxies proxies = TrustedProxies.of(InetAddress::isLoopbackAddress);
    ApiUnderTest api = new ApiUnderTest(HttpOptions.of("127.0.0.1", 0, 1, null, proxies));
    assertThat(metrics(api, "203.0.113.7").status()).isEqualTo(404);
    assertThat(metrics(api, "127.0.0.1, 203.0.113.7").status()).isEqualTo(404);
    assertThat(metrics(api, "203.0.113.7, 127.0.0.1").status()).isEqualTo(404);
    assertThat(metrics(api, "some.name").status()).isEqualTo(404);
    assertThat(metrics(api, "").status()).isEqualTo(404);
    assertThat(metrics(api, "127.0.0.1").status()).isEqualTo(200);
    api.close();
  }

  @Test
  void doesNotListenInPlainBeyondThisMachine() {
    Vertx vertx = Vertx.vertx();
    HttpOptions open = HttpOptions.of("0.0.0.0", 0, 1, null, TrustedProxies.none());
    assertThatThrownBy(
            () ->
                Awaited.result(
                    WebServer.start(vertx, open, TestDoors.wide(), Router.router(vertx))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tls");
    Awaited.result(vertx.close());
  }
}
