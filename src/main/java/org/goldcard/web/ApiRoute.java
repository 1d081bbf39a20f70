package org.goldcard.web;

import io.vertx.core.Future;

/**
 * One endpoint: what it takes, and what it answers. Routes hold no state of a request; {@link
 * #answer} runs on an event loop and never blocks. An expected refusal is an answer; a thrown
 * {@link Refused} or {@link org.goldcard.web.json.BadBody} becomes a problem.
 */
public interface ApiRoute {
  /** What it takes and from whom. */
  Endpoint endpoint();

  /** Answers a request that was admitted, with its body read. */
  Future<Answer> answer(Call call);
}
