package org.goldcard.web.api.sandbox;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.api.published.Shared;

/**
 * {@code GET /sandbox/.well-known/jwks.json}: the public keys of the sandbox, below its issuer and
 * apart from those of the service, so that nobody takes the one for the other.
 */
public final class SandboxKeysRoute implements ApiRoute {
  private static final Duration MAX_AGE = Duration.ofHours(1);

  private final String jwks;
  private final String etag;

  /** Publishes a key set that stays as it is. */
  public SandboxKeysRoute(String jwks) {
    this.jwks = jwks;
    this.etag = "\"" + UUID.nameUUIDFromBytes(jwks.getBytes(StandardCharsets.UTF_8)) + "\"";
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.open("/sandbox/.well-known/jwks.json", true);
  }

  @Override
  public Future<Answer> answer(Call call) {
    return Future.succeededFuture(
        Shared.answer(call, "application/jwk-set+json", jwks, etag, MAX_AGE));
  }
}
