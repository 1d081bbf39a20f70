package org.goldcard.web;

import io.vertx.core.buffer.Buffer;
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
}
