package org.goldcard.web.api.events;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.ProblemCode;
import org.goldcard.web.Refused;
import org.goldcard.web.limit.Limit;
import org.goldcard.web.limit.RateLimits;
import org.goldcard.web.limit.Shed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/events}: a stream of server-sent events for one scanner, until its token ends, its
 * client is withdrawn or the node stops. Nothing personal is in it.
 */
public final class EventsRoute implements ApiRoute {
  private static final Logger LOG = LoggerFactory.getLogger(EventsRoute.class);
  private static final String LAST = "Last-Event-ID";

  private final EventStreams streams;
  private final RateLimits limits;
  private final Shed shed;
  private final BooleanSupplier leaving;

  /**
   * Opens streams.
   *
   * @param limits where refusals of a client with too many are counted
   * @param shed where refusals for want of room are counted
   * @param leaving whether the node is about to stop
   */
  public EventsRoute(EventStreams streams, RateLimits limits, Shed shed, BooleanSupplier leaving) {
    this.streams = streams;
    this.limits = limits;
    this.shed = shed;
    this.leaving = leaving;
  }

  @Override
  public Endpoint endpoint() {
    return new Endpoint(
        HttpMethod.GET,
        "/v1/events",
        Endpoint.Door.VENUE,
        Scope.VERIFY,
        Endpoint.Body.NONE,
        Set.of(),
        false);
  }

  @Override
  public Future<Answer> answer(Call call) {
    Optional<Mark> from = call.header(LAST).filter(text -> !text.isEmpty()).map(EventsRoute::mark);
    Access access = call.access();
    if (leaving.getAsBoolean()) {
      throw Refused.busy(1);
    }
    if (!streams.places().hasRoom()) {
      shed.count(Shed.Reason.STREAM);
      throw Refused.busy(5);
    }
    if (!streams.places().hasRoomFor(access.clientId())) {
      limits.refuse(Limit.STREAMS);
      throw Refused.with(ProblemCode.RATE_LIMITED, "Retry-After", "30");
    }
    return Future.succeededFuture(
        Answer.stream("text/event-stream; charset=utf-8", response -> open(access, from, response))
            // A proxy that gathers pieces would hold back what is urgent.
            .with("X-Accel-Buffering", "no"));
  }

  /** HTTP/1.0 knows no pieces. */
  private void open(Access access, Optional<Mark> from, HttpServerResponse response) {
    if (response.setChunked(true).isChunked()) {
      streams.open(access, from, response);
    } else {
      response.end().onFailure(e -> LOG.debug("already closed", e));
    }
  }

  private static Mark mark(String text) {
    return Mark.parse(text)
        .orElseThrow(() -> Refused.at(ProblemCode.FIELD_VALUE, "header." + LAST));
  }
}
