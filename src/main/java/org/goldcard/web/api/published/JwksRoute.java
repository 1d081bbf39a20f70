package org.goldcard.web.api.published;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/** {@code GET /.well-known/jwks.json}: the public keys (RFC 7517). */
public final class JwksRoute implements ApiRoute {
  private static final Duration MAX_AGE = Duration.ofMinutes(5);

  private final Supplier<String> jwks;

  /** Publishes a key set as it is at each request. */
  public JwksRoute(Supplier<String> jwks) {
    this.jwks = jwks;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.open("/.well-known/jwks.json", true);
  }

  @Override
  public Future<Answer> answer(Call call) {
    String text = jwks.get();
    String etag = "\"" + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)) + "\"";
    return Future.succeededFuture(
        Shared.answer(call, "application/jwk-set+json", text, etag, MAX_AGE));
  }
}
