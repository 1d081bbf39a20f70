package org.goldcard.web.pages;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import org.goldcard.web.Answer;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.ProblemCode;
import org.goldcard.web.Refused;

/**
 * A page in Chinese and English: one file that holds both, served as the one that {@code lang} asks
 * for; Chinese without it. {@code data-lang} and {@code data-dev} on its root say which it is and
 * whether the demonstration runs.
 */
final class Page {
  private static final String TYPE = "text/html; charset=utf-8";
  private static final String ROOT = "<html lang=\"zh-CN\">";
  private static final String LANGUAGE = "lang";

  private final String path;
  private final StaticFile chinese;
  private final StaticFile english;

  /**
   * A page from a file below {@code webroot}.
   *
   * @param demonstration whether it may offer what only the demonstration has
   */
  Page(String path, String file, boolean demonstration) {
    this.path = path;
    String text = StaticFile.text(file);
    if (!text.contains(ROOT)) {
      throw new IllegalStateException("webroot: no root element in " + file);
    }
    this.chinese = in("zh-CN", "zh", text, demonstration);
    this.english = in("en", "en", text, demonstration);
  }

  private static StaticFile in(String tag, String name, String text, boolean demonstration) {
    String root =
        "<html lang=\"%s\" data-lang=\"%s\" data-dev=\"%s\">".formatted(tag, name, demonstration);
    return StaticFile.fresh(TYPE, text.replace(ROOT, root));
  }

  Endpoint endpoint() {
    return new Endpoint(
        HttpMethod.GET,
        path,
        Endpoint.Door.OPEN,
        null,
        Endpoint.Body.NONE,
        Set.of(LANGUAGE),
        false);
  }

  Future<Answer> answer(Call call) {
    String language = call.query(LANGUAGE).orElse("zh");
    StaticFile file =
        switch (language) {
          case "zh" -> chinese;
          case "en" -> english;
          default -> throw Refused.at(ProblemCode.FIELD_VALUE, "query." + LANGUAGE);
        };
    return Future.succeededFuture(file.answer(call));
  }
}
