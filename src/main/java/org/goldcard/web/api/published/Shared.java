package org.goldcard.web.api.published;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Arrays;
import org.goldcard.web.Answer;
import org.goldcard.web.Call;

/** Answers that anyone may keep for a while (RFC 9111), and need not fetch twice. */
public final class Shared {
  private Shared() {}

  /**
   * The text, or 304 for a caller who has it.
   *
   * @param etag a strong entity tag with its quotes
   */
  public static Answer answer(Call call, String type, String text, String etag, Duration maxAge) {
    Answer answer = isKnown(call, etag) ? Answer.empty(304) : Answer.of(type, Buffer.buffer(text));
    return answer.with("ETag", etag).with("Cache-Control", "public, max-age=" + maxAge.toSeconds());
  }

  /** Whether the caller says that it has what goes by this tag. */
  public static boolean isKnown(Call call, String etag) {
    return names(call.listed("If-None-Match"), etag);
  }

  private static boolean names(String tags, String etag) {
    return Arrays.stream(tags.split(",", -1))
        .map(String::strip)
        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
  }
}
