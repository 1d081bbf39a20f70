package org.goldcard.web.pages;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/**
 * {@code GET /card} and the pages below it: the talent's own. They hold nothing of anyone; what is
 * personal they ask for with the browser's cookie.
 */
public final class HolderPageRoute implements ApiRoute {
  private final String path;
  private final Page page;

  private HolderPageRoute(String path, String file, boolean demonstration) {
    this.path = path;
    this.page = new Page(path, file, demonstration);
  }

  /**
   * All of them.
   *
   * @param demonstration whether they say that it is one
   */
  public static List<ApiRoute> all(boolean demonstration) {
    return List.of(
        new HolderPageRoute("/card", "card/home.html", demonstration),
        new HolderPageRoute("/card/code", "card/code.html", demonstration),
        new HolderPageRoute("/card/claim", "card/claim.html", demonstration),
        new HolderPageRoute("/card/recover", "card/recover.html", demonstration),
        new HolderPageRoute("/card/sign-in", "card/sign-in.html", demonstration),
        new HolderPageRoute("/card/notice", "card/notice.html", demonstration));
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.holder(HttpMethod.GET, path, Endpoint.Body.NONE, "lang");
  }

  @Override
  public Future<Answer> answer(Call call) {
    return page.answer(call);
  }
}
