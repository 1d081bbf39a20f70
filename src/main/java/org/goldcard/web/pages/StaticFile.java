package org.goldcard.web.pages;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.goldcard.web.Answer;
import org.goldcard.web.Call;
import org.goldcard.web.api.published.Shared;

/**
 * A file held in memory, read once at the start, answered whole or with 304 to whoever has it. It
 * runs nothing and loads nothing but what this service serves itself.
 */
public final class StaticFile {
  /** Below this on the class path. */
  static final String ROOT = "/webroot/";

  /** No inline script or style, nothing from elsewhere, in nobody's frame. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
          + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final String type;
  private final Buffer bytes;
  private final String etag;
  private final String caching;

  private StaticFile(String type, String text, String caching) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    this.type = type;
    this.bytes = Buffer.buffer(utf8);
    this.etag = "\"" + UUID.nameUUIDFromBytes(utf8) + "\"";
    this.caching = caching;
  }

  /** A text that browsers ask about each time, so that page, style and script fit together. */
  public static StaticFile fresh(String type, String text) {
    return new StaticFile(type, text, "no-cache");
  }

  /** A text that anyone may keep for a while. */
  public static StaticFile kept(String type, String text, Duration maxAge) {
    return new StaticFile(type, text, "public, max-age=" + maxAge.toSeconds());
  }

  /** The text of a file below {@code webroot}. */
  static String text(String name) {
    try (InputStream in = StaticFile.class.getResourceAsStream(ROOT + name)) {
      if (in == null) {
        throw new IllegalStateException("webroot: no file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file, or 304. */
  public Answer answer(Call call) {
    Answer answer = Shared.isKnown(call, etag) ? Answer.empty(304) : Answer.of(type, bytes);
    return answer
        .with("ETag", etag)
        .with("Cache-Control", caching)
        .with("Content-Security-Policy", POLICY)
        .with("Referrer-Policy", "no-referrer");
  }
}
