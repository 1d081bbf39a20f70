package org.goldcard.web.api.published;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.ProblemCode;
import org.goldcard.web.Refused;

/** {@code GET /v1/status-lists/{n}}: one signed status list, for offline scanners and partners. */
public final class StatusListRoute implements ApiRoute {
  private final IntFunction<Optional<SignedList>> lists;
  private final Duration ttl;

  /**
   * Publishes lists.
   *
   * @param lists a list by its number; empty when there is none, or none could be built yet
   * @param ttl how long a reader may keep one
   */
  public StatusListRoute(IntFunction<Optional<SignedList>> lists, Duration ttl) {
    this.lists = lists;
    this.ttl = ttl;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.open("/v1/status-lists/:n", true);
  }

  @Override
  public Future<Answer> answer(Call call) {
    String n = call.part("n");
    if (!n.matches("0|[1-9][0-9]{0,3}")) {
      throw Refused.of(ProblemCode.NOT_FOUND);
    }
    SignedList list = lists.apply(Integer.parseInt(n)).orElseThrow(() -> Refused.of(missing(n)));
    return Future.succeededFuture(
        Shared.answer(call, "application/statuslist+jwt", list.text(), list.etag(), ttl));
  }

  /** There always is a first list, though it may not be built yet. */
  private static ProblemCode missing(String n) {
    return n.equals("0") ? ProblemCode.NOT_READY : ProblemCode.NOT_FOUND;
  }

  /**
   * A list as served.
   *
   * @param text the signed list, a compact JWT
   * @param etag a strong entity tag with its quotes
   */
  public record SignedList(String text, String etag) {}
}
