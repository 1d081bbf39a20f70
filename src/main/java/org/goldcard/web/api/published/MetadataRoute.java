package org.goldcard.web.api.published;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/**
 * What a partner system needs to find everything else: {@code GET
 * /.well-known/oauth-authorization-server} (RFC 8414) and {@code GET /.well-known/goldcard}. Both
 * stay the same while a node runs.
 */
public final class MetadataRoute implements ApiRoute {
  private static final Duration MAX_AGE = Duration.ofMinutes(5);

  private final String path;
  private final String text;
  private final String etag;

  private MetadataRoute(String path, JsonObject document) {
    this.path = path;
    this.text = document.encode();
    this.etag = "\"" + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)) + "\"";
  }

  /** Authorization server metadata (RFC 8414 section 2). */
  public static MetadataRoute oauth(ServiceFacts facts) {
    return new MetadataRoute("/.well-known/oauth-authorization-server", facts.oauth());
  }

  /** This service's own metadata. */
  public static MetadataRoute goldcard(ServiceFacts facts) {
    return new MetadataRoute("/.well-known/goldcard", facts.goldcard());
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.open(path, true);
  }

  @Override
  public Future<Answer> answer(Call call) {
    return Future.succeededFuture(Shared.answer(call, Answer.JSON, text, etag, MAX_AGE));
  }
}
