package org.goldcard.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to the caller. Unless a header says otherwise it is stored nowhere ({@code
 * Cache-Control: no-store}).
 *
 * @param status the HTTP status
 * @param type the media type; null without a body
 * @param body the body; empty without one
 * @param headers further headers
 * @param stream takes the response over once its head is set, to write pieces until it ends; null
 *     for an answer that is whole
 */
public record Answer(
    int status,
    @Nullable String type,
    Buffer body,
    Map<String, String> headers,
    @Nullable Consumer<HttpServerResponse> stream) {
  /** JSON as every API answer has it. */
  public static final String JSON = "application/json";

  static final CharSequence REQUEST_NAME = HttpHeaders.createOptimized("X-Request-Id");
  private static final CharSequence NO_SNIFFING =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
  private static final CharSequence NOTHING =
      HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  /** Copies the headers. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** An answer that is whole. */
  public Answer(int status, @Nullable String type, Buffer body, Map<String, String> headers) {
    this(status, type, body, headers, null);
  }

  /** Pieces of a type, written by whoever takes the response over; with status 200. */
  public static Answer stream(String type, Consumer<HttpServerResponse> stream) {
    return new Answer(200, type, Buffer.buffer(), Map.of(), stream);
  }

  /** A JSON object. */
  public static Answer json(int status, JsonObject body) {
    return new Answer(status, JSON, body.toBuffer(), Map.of());
  }

  /** Bytes of a type, with status 200. */
  public static Answer of(String type, Buffer body) {
    return new Answer(200, type, body, Map.of());
  }

  /** A status and headers alone. */
  public static Answer empty(int status) {
    return new Answer(status, null, Buffer.buffer(), Map.of());
  }

  /** The same with one more header. */
  public Answer with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Answer(status, type, body, all, stream);
  }

  /** Says everything that comes before the body. */
  void head(HttpServerResponse response, String requestId) {
    response.setStatusCode(status).putHeader(REQUEST_NAME, requestId);
    response.putHeader(NO_SNIFFING, NOSNIFF);
    // Nothing an API answers is a page; a picture opened as one must not run anything.
    response.putHeader(POLICY, NOTHING);
    response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    headers.forEach(response::putHeader);
    if (type != null) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, type);
    }
  }
}
