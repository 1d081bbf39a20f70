package org.goldcard.messaging.sms;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.goldcard.accounts.message.Carrier;
import org.goldcard.accounts.message.Destination;
import org.goldcard.accounts.message.Message;
import org.goldcard.token.secret.RequestSignature;
import org.goldcard.token.secret.Secrets;

/**
 * Text messages through a gateway: one POST for each, signed by {@link RequestSignature}, taken
 * when the answer is 2xx. Kind and parameters stand beside the text, for gateways that send
 * approved templates only. No redirect is followed; safe from any thread.
 */
public final class HttpSmsGateway implements Carrier {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final int MOST = 16;

  private final HttpClientAgent client;
  private final Gateway gateway;
  private final RequestSignature signature;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * Sends through a gateway.
   *
   * @param secret what it shares with us
   */
  public HttpSmsGateway(Vertx vertx, Gateway gateway, String secret, InstantSource clock) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setVerifyHost(true)
            .setConnectTimeout((int) PATIENCE.toMillis())
            .setDecompressionSupported(false);
    this.client =
        vertx.createHttpClient(
            options, new PoolOptions().setHttp1MaxSize(MOST).setMaxWaitQueueSize(MOST * MOST));
    this.gateway = gateway;
    this.signature = new RequestSignature(secret);
    this.clock = clock;
  }

  /**
   * Where a gateway is and whom it reaches.
   *
   * @param url where messages are posted
   * @param keyId by which it knows our secret
   * @param prefixes of the numbers it reaches, such as {@code +86}
   */
  public record Gateway(URI url, String keyId, List<String> prefixes) {
    /** Copies the prefixes. */
    public Gateway {
      prefixes = List.copyOf(prefixes);
    }
  }

  @Override
  public boolean reaches(Destination to) {
    return to.kind() == Destination.Kind.PHONE
        && gateway.prefixes().stream().anyMatch(to.address()::startsWith);
  }

  @Override
  public Future<Void> carry(Destination to, Message message) {
    Buffer body = body(to, message).toBuffer();
    String path = gateway.url().getRawPath();
    long now = clock.instant().getEpochSecond();
    String nonce = Secrets.random(random);
    String signed = signature.of("POST", path, now, nonce, body.getBytes());
    String authorization =
        "HMAC-SHA256 keyId=\"%s\", timestamp=\"%d\", nonce=\"%s\", signature=\"%s\""
            .formatted(gateway.keyId(), now, nonce, signed);
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(gateway.url().toString())
            .setFollowRedirects(false)
            .putHeader("Content-Type", "application/json")
            .putHeader("Authorization", authorization);
    return client
        .request(options)
        .compose(request -> send(request, body))
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static JsonObject body(Destination to, Message message) {
    return new JsonObject()
        .put("to", to.address())
        .put("template", message.kind().name())
        .put("language", message.language().name().toLowerCase(Locale.ROOT))
        .put(
            "parameters",
            new JsonObject().put("code", message.code()).put("minutes", message.life().toMinutes()))
        .put("text", message.text());
  }

  private static Future<Void> send(HttpClientRequest request, Buffer body) {
    return request.send(body).compose(HttpSmsGateway::taken);
  }

  /** The body is not read: it may name the number. */
  private static Future<Void> taken(HttpClientResponse response) {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return response.end();
    }
    return response
        .request()
        .reset()
        .transform(
            done ->
                Future.failedFuture(new IllegalStateException("the gateway answered " + status)));
  }
}
