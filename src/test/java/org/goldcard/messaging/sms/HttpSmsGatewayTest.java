package org.goldcard.messaging.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldcard.accounts.Language;
import org.goldcard.accounts.message.Destination;
import org.goldcard.accounts.message.Message;
import org.goldcard.messaging.sms.HttpSmsGateway.Gateway;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.secret.RequestSignature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSmsGatewayTest {
  private static final String SECRET = "a shared secret of the test";
  private static final Pattern SIGNED =
      Pattern.compile(
          "HMAC-SHA256 keyId=\"(.+)\", timestamp=\"(\\d+)\", nonce=\"(.+)\", signature=\"(.+)\"");
  private static final Destination PHONE =
      new Destination(Destination.Kind.PHONE, "+8614000000001");

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, String> seen = new ConcurrentHashMap<>();
  private int status = 202;
  private HttpServer server;
  private HttpSmsGateway gateway;

  @BeforeEach
  void start() {
    server =
        Awaited.result(vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1"));
    URI url = URI.create("http://127.0.0.1:" + server.actualPort() + "/v2/messages");
    gateway =
        new HttpSmsGateway(
            vertx,
            new Gateway(url, "key-7", List.of("+86", "+49")),
            SECRET,
            new TickingClock("2026-11-23T02:00:00Z"));
  }

  @AfterEach
  void stop() {
    Awaited.result(vertx.close());
  }

  private void take(HttpServerRequest request) {
    seen.put("authorization", request.getHeader("Authorization"));
    request
        .body()
        .onSuccess(
            body -> {
              seen.put("body", body.toString());
              var unused = request.response().setStatusCode(status).end();
            });
  }

  private static Message message() {
    return Message.code(Language.ZH, "012345", Duration.ofMinutes(5));
  }

  @Test
  void postsTheMessageUnderASignatureOfAllOfIt() {
    Awaited.result(gateway.carry(PHONE, message()));
    JsonObject body = new JsonObject(seen.get("body"));
    assertThat(body.getString("to")).isEqualTo("+8614000000001");
    assertThat(body.getString("template")).isEqualTo("CODE");
    assertThat(body.getJsonObject("parameters").getString("code")).isEqualTo("012345");
    assertThat(body.getString("text")).contains("012345", "5分钟");
    Matcher signed = SIGNED.matcher(seen.get("authorization"));
    assertThat(signed.matches()).isTrue();
    byte[] bytes = String.valueOf(seen.get("body")).getBytes(StandardCharsets.UTF_8);
    long at = Long.parseLong(signed.group(2));
    assertThat(signed.group(1)).isEqualTo("key-7");
    assertThat(at).isEqualTo(1_795_399_200L);
    assertThat(signed.group(4))
        .isEqualTo(
            new RequestSignature(SECRET).of("POST", "/v2/messages", at, signed.group(3), bytes));
  }

  @Test
  void failsWhereTheGatewayDoesNotTakeItAndNamesNoNumber() {
    status = 503;
    assertThat(Awaited.failure(gateway.carry(PHONE, message())))
        .hasMessageContaining("503")
        .hasMessageNotContaining("14000000001");
    Awaited.result(server.close());
    assertThat(Awaited.failure(gateway.carry(PHONE, message()))).isNotNull();
  }

  @Test
  void reachesThePhonesOfItsCountriesAlone() {
    assertThat(gateway.reaches(PHONE)).isTrue();
    assertThat(gateway.reaches(new Destination(Destination.Kind.PHONE, "+12025550123"))).isFalse();
    assertThat(gateway.reaches(new Destination(Destination.Kind.EMAIL, "a@example.org"))).isFalse();
  }
}
