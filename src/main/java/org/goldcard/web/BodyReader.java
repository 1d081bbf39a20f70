package org.goldcard.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.regex.Pattern;
import org.goldcard.web.Endpoint.Body;
import org.goldcard.web.connection.Alarms;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body: at most as long as its kind may be, by its own word and by count, of the
 * type the endpoint takes, uncompressed, within a time.
 */
final class BodyReader {
  private static final Pattern JSON =
      Pattern.compile("application/json *(?:; *charset=\"?utf-8\"?)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern FORM =
      Pattern.compile(
          "application/x-www-form-urlencoded *(?:; *charset=\"?utf-8\"?)?",
          Pattern.CASE_INSENSITIVE);

  private static final int MOST_DIGITS = 18;

  private final Alarms late;

  BodyReader(Vertx vertx, Duration time) {
    this.late = new Alarms(vertx, time);
  }

  /** Refuses by the headers alone what need not be read. */
  static void check(HttpServerRequest request, Body kind) {
    if (kind == Body.NONE && isAnnounced(request)) {
      throw Refused.of(ProblemCode.BODY_UNEXPECTED);
    }
    if (follows(request, kind)) {
      checkHeaders(request, kind);
    }
  }

  /**
   * The bytes of a request that passed {@link #check}, or a failed future with a {@link Refused};
   * to be called before anything waits.
   */
  Future<byte[]> read(HttpServerRequest request, Body kind) {
    if (!follows(request, kind)) {
      return Future.succeededFuture(new byte[0]);
    }
    Future<byte[]> body = collect(request, kind.limit());
    if (request.headers().contains(HttpHeaders.EXPECT)) {
      return request.response().writeContinue().compose(sent -> body);
    }
    return body;
  }

  private static boolean follows(HttpServerRequest request, Body kind) {
    return kind != Body.NONE && (isAnnounced(request) || isStreamed(request));
  }

  /** Whether the headers say that a body follows (RFC 9112 section 6.3). */
  private static boolean isAnnounced(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || (length != null && !length.equals("0"));
  }

  /** HTTP/2 needs no announcement: there a type stands for a body of unknown length. */
  private static boolean isStreamed(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_2
        && request.getHeader(HttpHeaders.CONTENT_LENGTH) == null
        && request.getHeader(HttpHeaders.CONTENT_TYPE) != null;
  }

  /** Whether a body may follow that nobody should wait for. */
  static boolean isTooLarge(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return isStreamed(request)
        || (isAnnounced(request) && (length == null || declared(length) > Body.JSON.limit()));
  }

  private static void checkHeaders(HttpServerRequest request, Body kind) {
    if (request.headers().contains(HttpHeaders.CONTENT_ENCODING)) {
      throw Refused.at(ProblemCode.MEDIA_TYPE, "header.Content-Encoding");
    }
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    Pattern wanted = kind == Body.FORM ? FORM : JSON;
    boolean plain = kind != Body.FORM && Answer.JSON.equals(type);
    if (!plain && (type == null || !wanted.matcher(type).matches())) {
      throw Refused.at(ProblemCode.MEDIA_TYPE, "header.Content-Type");
    }
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && declared(length) > kind.limit()) {
      throw Refused.at(ProblemCode.BODY_TOO_LARGE, "$");
    }
    String expect = request.getHeader(HttpHeaders.EXPECT);
    if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
      throw Refused.at(ProblemCode.EXPECTATION, "header.Expect");
    }
  }

  private static long declared(@Nullable String length) {
    return length != null && isNumber(length) ? Long.parseLong(length) : Long.MAX_VALUE;
  }

  /** Digits that a long can hold. */
  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MOST_DIGITS;
  }

  private Future<byte[]> collect(HttpServerRequest request, int limit) {
    Pieces pieces = new Pieces(limit);
    Promise<byte[]> whole = Promise.promise();
    Alarms.Alarm alarm = late.set(() -> whole.tryFail(Refused.at(ProblemCode.BODY_TOO_SLOW, "$")));
    request.handler(piece -> add(pieces, piece, whole));
    request.endHandler(end -> whole.tryComplete(pieces.bytes()));
    request.exceptionHandler(e -> whole.tryFail(Refused.at(ProblemCode.BODY_MALFORMED, "$")));
    return whole.future().onComplete(done -> alarm.cancel());
  }

  private static void add(Pieces pieces, Buffer piece, Promise<byte[]> whole) {
    if (!whole.future().isComplete() && !pieces.add(piece)) {
      whole.tryFail(Refused.at(ProblemCode.BODY_TOO_LARGE, "$"));
    }
  }

  /** What has arrived of a body: nearly always a single piece, which is copied once. */
  private static final class Pieces {
    private final int limit;
    private byte[] first = {};
    private @Nullable Buffer more;

    Pieces(int limit) {
      this.limit = limit;
    }

    /** Takes a piece; false when there are too many bytes. */
    boolean add(Buffer piece) {
      Buffer rest = more;
      int arrived = rest == null ? first.length : rest.length();
      if (arrived + piece.length() > limit) {
        return false;
      }
      if (arrived == 0) {
        first = piece.getBytes();
      } else {
        more = (rest == null ? Buffer.buffer(first) : rest).appendBuffer(piece);
      }
      return true;
    }

    byte[] bytes() {
      Buffer all = more;
      return all == null ? first : all.getBytes();
    }
  }
}
