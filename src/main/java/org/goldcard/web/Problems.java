package org.goldcard.web;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.StoreUnavailable;
import org.goldcard.web.json.BadBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a refusal or a failure becomes an answer: {@code application/problem+json}
 * (RFC 9457) with {@code type, title, status, code, zh, en, field?, requestId}. {@code code} is
 * stable, {@code zh} and {@code en} are for people, {@code field} names the place. A failure nobody
 * foresaw is a bare 500 and one log line; of stores that are away {@link Routes} tells.
 */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String TYPE = "application/problem+json";
  private static final String RETRY_AFTER = "Retry-After";

  private Problems() {}

  /** The answer to a business refusal. */
  public static Answer of(CardRefusal refusal, String requestId) {
    Sentence sentence = new Sentence(refusal.name(), refusal.zh(), refusal.en());
    return answer(statusOf(refusal), sentence, null, requestId);
  }

  /** The answer to whatever ended a request. */
  public static Answer of(Throwable failure, String requestId) {
    if (failure instanceof Refused refused) {
      return withHeaders(answer(refused.code(), refused.field(), requestId), refused.headers());
    }
    if (failure instanceof BadBody bad) {
      return answer(codeOf(bad.flaw()), bad.path(), requestId);
    }
    if (failure instanceof StoreUnavailable) {
      return answer(ProblemCode.STORE_UNAVAILABLE, null, requestId).with(RETRY_AFTER, "2");
    }
    if (failure instanceof TimeoutException) {
      return answer(ProblemCode.TIMEOUT, null, requestId).with(RETRY_AFTER, "2");
    }
    LOG.error("failed", failure);
    return answer(ProblemCode.INTERNAL, null, requestId);
  }

  /** The problem of one entry of a list, to stand in the entry's place. */
  public static JsonObject entry(Throwable failure, String requestId) {
    return new JsonObject(of(failure, requestId).body());
  }

  /** The error of the token endpoint (RFC 6749 section 5.2) for whatever ended its request. */
  public static Answer oauth(Throwable failure, String requestId) {
    Answer problem = of(failure, requestId);
    String error =
        switch (problem.status()) {
          case 401 -> "invalid_client";
          case 500 -> "server_error";
          case 429, 503 -> "temporarily_unavailable";
          default -> "invalid_request";
        };
    String description = new JsonObject(problem.body()).getString("title");
    JsonObject body = new JsonObject().put("error", error).put("error_description", description);
    return withHeaders(Answer.json(problem.status(), body), problem.headers());
  }

  private static Answer withHeaders(Answer answer, Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>(answer.headers());
    all.putAll(headers);
    return new Answer(answer.status(), answer.type(), answer.body(), all);
  }

  private static Answer answer(ProblemCode code, @Nullable String field, String requestId) {
    Sentence sentence = new Sentence(code.name(), code.zh(), code.en());
    return answer(code.status(), sentence, field, requestId);
  }

  private static Answer answer(
      int status, Sentence sentence, @Nullable String field, String requestId) {
    JsonObject body =
        new JsonObject()
            .put("type", "urn:goldcard:problem:" + sentence.code())
            .put("title", sentence.en())
            .put("status", status)
            .put("code", sentence.code())
            .put("zh", sentence.zh())
            .put("en", sentence.en());
    if (field != null) {
      body.put("field", field);
    }
    body.put("requestId", requestId);
    return new Answer(status, TYPE, Buffer.buffer(body.encode()), Map.of());
  }

  /** The HTTP status of a business refusal. */
  public static int statusOf(CardRefusal refusal) {
    return switch (refusal) {
      case CARD_UNKNOWN -> 404;
      case TALENT_UNKNOWN, RETRY_KEY_REUSED -> 422;
      case CONSENT_MISSING -> 403;
      case TALENT_WITHDRAWN, RECOGNITION_ENDED, WRONG_STATE, NOT_HIGHER -> 409;
    };
  }

  private static ProblemCode codeOf(BadBody.Flaw flaw) {
    return switch (flaw) {
      case EMPTY -> ProblemCode.BODY_EMPTY;
      case NOT_UTF8 -> ProblemCode.BODY_NOT_UTF8;
      case NOT_JSON -> ProblemCode.BODY_MALFORMED;
      case TOO_DEEP -> ProblemCode.BODY_TOO_DEEP;
      case DUPLICATE -> ProblemCode.FIELD_DUPLICATE;
      case UNKNOWN -> ProblemCode.FIELD_UNKNOWN;
      case MISSING -> ProblemCode.FIELD_MISSING;
      case WRONG_TYPE -> ProblemCode.FIELD_TYPE;
      case BAD_VALUE -> ProblemCode.FIELD_VALUE;
    };
  }

  /** A code with its sentences. */
  private record Sentence(String code, String zh, String en) {}

  /** What is wrong with a request that could not be decoded. */
  static ProblemCode codeOf(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException) {
      return ProblemCode.URI_TOO_LONG;
    }
    return cause instanceof TooLongHttpHeaderException
        ? ProblemCode.HEADERS_TOO_LARGE
        : ProblemCode.REQUEST_MALFORMED;
  }
}
