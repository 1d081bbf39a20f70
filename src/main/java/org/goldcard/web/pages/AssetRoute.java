package org.goldcard.web.pages;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.ProblemCode;
import org.goldcard.web.Refused;

/**
 * {@code GET /assets/{name}}: the styles, scripts and icon of the pages, those named here and no
 * other.
 */
public final class AssetRoute implements ApiRoute {
  private static final Map<String, String> TYPES =
      Map.of(
          "css",
          "text/css; charset=utf-8",
          "js",
          "text/javascript; charset=utf-8",
          "svg",
          "image/svg+xml");

  private final Map<String, StaticFile> files =
      Stream.of(
              "card.css",
              "card-early.js",
              "card.js",
              "card-home.js",
              "card-claim.js",
              "card-sign-in.js",
              "card-code.js",
              "qr.js",
              "page.css",
              "docs.css",
              "page.js",
              "docs.js",
              "schema.js",
              "tryit.js",
              "icon.svg")
          .collect(Collectors.toMap(Function.identity(), AssetRoute::read));

  private static StaticFile read(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalStateException("webroot: no type of " + name);
    }
    return StaticFile.fresh(type, StaticFile.text("assets/" + name));
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.open("/assets/:name", false);
  }

  @Override
  public Future<Answer> answer(Call call) {
    StaticFile file =
        Optional.ofNullable(files.get(call.part("name")))
            .orElseThrow(() -> Refused.of(ProblemCode.NOT_FOUND));
    return Future.succeededFuture(file.answer(call));
  }
}
