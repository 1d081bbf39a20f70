package org.goldcard.web.api.sandbox;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/** An endpoint by a clock that is as far ahead as each request asks for. */
public final class ShiftedRoute implements ApiRoute {
  private final Function<Duration, ApiRoute> made;
  private final ApiRoute usual;

  /** What this makes for a clock that is ahead. */
  public ShiftedRoute(Function<Duration, ApiRoute> made) {
    this.made = made;
    this.usual = made.apply(Duration.ZERO);
  }

  @Override
  public Endpoint endpoint() {
    return usual.endpoint();
  }

  @Override
  public Future<Answer> answer(Call call) {
    Duration offset = ClockOffset.of(call);
    return (offset.isZero() ? usual : made.apply(offset)).answer(call);
  }
}
