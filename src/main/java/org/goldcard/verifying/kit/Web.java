package org.goldcard.verifying.kit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The service as the verifier asks it: short waits, no redirects but those the client was told to
 * follow, answers of {@link #MOST} bytes at most. Blocks.
 */
final class Web {
  /** A signed list or bundle is shorter. */
  static final int MOST = 9 << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client;
  private final String issuer;
  private final @Nullable String accessToken;

  Web(HttpClient client, String issuer, @Nullable String accessToken) {
    this.client = client;
    this.issuer = issuer;
    this.accessToken = accessToken;
  }

  /** Whether there is a token to ask with. */
  boolean isSignedIn() {
    return accessToken != null;
  }

  /** What lies at a path, unless it is the text of a tag. */
  Reply get(String path, @Nullable String etag) {
    HttpRequest.Builder request = to(path).GET();
    if (etag != null) {
      request.header("If-None-Match", etag);
    }
    return send(request);
  }

  /** What comes back for some JSON. */
  Reply post(String path, String json) {
    HttpRequest.Builder request = to(path).POST(HttpRequest.BodyPublishers.ofString(json));
    return send(request.header("Content-Type", "application/json"));
  }

  private HttpRequest.Builder to(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(issuer + path));
    if (accessToken != null) {
      request.header("Authorization", "Bearer " + accessToken);
    }
    return request.timeout(PATIENCE);
  }

  private Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BoundedBody.of(MOST));
      String tag = response.headers().firstValue("ETag").orElse(null);
      return new Reply(
          response.statusCode(), new String(response.body(), StandardCharsets.UTF_8), tag);
    } catch (IOException | IllegalArgumentException e) {
      // Java's client has unchecked words for some malformed answers, such as a bad length.
      return new Reply(0, "", null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply(0, "", null);
    }
  }

  /**
   * What came back.
   *
   * @param status of HTTP; 0 when nothing did
   * @param body its text
   * @param etag its tag; null without one
   */
  record Reply(int status, String body, @Nullable String etag) {
    /** Why it is of no use. */
    Update unusable() {
      return Update.unreachable(status == 0 ? "NO_ANSWER" : "HTTP_" + status);
    }
  }
}
