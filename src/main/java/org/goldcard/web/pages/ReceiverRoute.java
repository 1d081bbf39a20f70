package org.goldcard.web.pages;

import io.vertx.core.Future;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/** {@code GET /docs/events}: how changes of cards are received. */
public final class ReceiverRoute implements ApiRoute {
  private final Page page;

  /**
   * Serves the page.
   *
   * @param demonstration whether it may offer what only the demonstration has
   */
  public ReceiverRoute(boolean demonstration) {
    this.page = new Page("/docs/events", "events.html", demonstration);
  }

  @Override
  public Endpoint endpoint() {
    return page.endpoint();
  }

  @Override
  public Future<Answer> answer(Call call) {
    return page.answer(call);
  }
}
