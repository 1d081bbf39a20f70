package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SelfSignedCertificate;
import java.nio.file.Path;
import org.goldcard.testkit.Awaited;
import org.junit.jupiter.api.Test;

/** The server with its own certificate. */
class TlsTest {
  @Test
  void servesBothVersionsOfHttpFromPemFiles() {
    SelfSignedCertificate pem = SelfSignedCertificate.create("localhost");
    HttpOptions.Tls tls =
        new HttpOptions.Tls(Path.of(pem.certificatePath()), Path.of(pem.privateKeyPath()));
    ApiUnderTest api =
        new ApiUnderTest(HttpOptions.of("127.0.0.1", 0, 1, tls, TrustedProxies.none()));
    for (HttpVersion version : new HttpVersion[] {HttpVersion.HTTP_1_1, HttpVersion.HTTP_2}) {
      HttpClientAgent client = client(api.vertx, version);
      for (int i = 0; i < 3; i++) {
        HttpClientResponse reply = Awaited.result(get(client, api.port()));
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.version()).isEqualTo(version);
      }
      assertThat(Awaited.result(verify(client, api)).statusCode()).isEqualTo(200);
      assertThat(Awaited.result(flood(client, api)).statusCode()).isEqualTo(413);
    }
    api.close();
    pem.delete();
  }

  private static HttpClientAgent client(Vertx vertx, HttpVersion version) {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setSsl(true)
            .setTrustAll(true)
            .setVerifyHost(false)
            .setUseAlpn(true)
            .setProtocolVersion(version));
  }

  private static Future<HttpClientResponse> get(HttpClientAgent client, int port) {
    return client
        .request(HttpMethod.GET, port, "127.0.0.1", "/health/live")
        .compose(request -> request.send());
  }

  private static Future<HttpClientResponse> verify(HttpClientAgent client, ApiUnderTest api) {
    return post(client, api)
        .compose(request -> request.send("{\"code\":\"a.b.c\",\"requestId\":\"1\"}"));
  }

  /** A body that does not say how long it is, and is too long. */
  private static Future<HttpClientResponse> flood(HttpClientAgent client, ApiUnderTest api) {
    return post(client, api)
        .compose(
            request ->
                request
                    .setChunked(true)
                    .write("x".repeat(10_000))
                    .compose(written -> request.response()));
  }

  private static Future<HttpClientRequest> post(HttpClientAgent client, ApiUnderTest api) {
    return client
        .request(HttpMethod.POST, api.port(), "127.0.0.1", "/v1/verifications")
        .map(request -> request.putHeader("Content-Type", "application/json"))
        .map(request -> request.putHeader("Authorization", api.scanner("east")));
  }
}
