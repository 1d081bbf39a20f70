package org.goldcard.web.retirement;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One operation that will end. Whatever it answers says since when it is deprecated ({@code
 * Deprecation}, RFC 9745), when it ends ({@code Sunset}, RFC 8594), and where to read what comes
 * after it ({@code Link}).
 *
 * @param method GET (then also HEAD) or POST
 * @param path as the contract spells it, such as {@code /v1/cards/{number}}
 * @param deprecatedAt since when clients should leave it
 * @param sunset when it may be gone, at least {@link #NOTICE} later
 */
public record Retirement(HttpMethod method, String path, Instant deprecatedAt, Instant sunset) {
  /** How long clients are told before an operation ends, at least: six months. */
  public static final Duration NOTICE = Duration.ofDays(183);

  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Refuses an end that comes too soon. */
  public Retirement {
    if (sunset.isBefore(deprecatedAt.plus(NOTICE))) {
      throw new IllegalArgumentException("sunset: sooner than the notice after deprecatedAt");
    }
  }

  /**
   * Has every answer of these operations say so, those of refusals too; to be called before their
   * routes are mounted. All other operations pay nothing for it.
   *
   * @param issuer the address at which the service's pages are
   */
  public static void mount(Router router, List<Retirement> all, String issuer) {
    for (Retirement one : all) {
      one.mount(router, one.method, issuer);
      if (one.method.equals(HttpMethod.GET)) {
        one.mount(router, HttpMethod.HEAD, issuer);
      }
    }
  }

  private void mount(Router router, HttpMethod asked, String issuer) {
    String page = "<" + issuer + "/docs#retirement>; type=\"text/html\"";
    String link = page + "; rel=\"deprecation\", " + page + "; rel=\"sunset\"";
    String routed = PARAMETER.matcher(path).replaceAll(":$1");
    router
        .route(asked, routed)
        .handler(
            at -> {
              say(at.response(), link);
              at.next();
            });
  }

  private void say(HttpServerResponse response, String link) {
    response.putHeader("Deprecation", "@" + deprecatedAt.getEpochSecond());
    response.putHeader("Sunset", HTTP_DATE.format(sunset));
    response.putHeader("Link", link);
  }
}
