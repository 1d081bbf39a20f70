package org.goldcard.web.api.events;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.goldcard.partners.Access;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open stream. What its reader does not take is not kept for it: it is hung up on. */
final class Subscriber {
  private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);
  private static final int QUEUE = 64 * 1024;

  private final Access access;
  private final HttpServerResponse response;

  Subscriber(Access access, HttpServerResponse response) {
    this.access = access;
    this.response = response;
    response.setWriteQueueMaxSize(QUEUE);
  }

  Access access() {
    return access;
  }

  /** Writes an event; false when the reader is too slow for it. */
  boolean write(Buffer event) {
    if (response.closed() || response.ended()) {
      return true;
    }
    if (response.writeQueueFull()) {
      response.reset().onFailure(e -> LOG.debug("already closed", e));
      return false;
    }
    response.write(event).onFailure(e -> LOG.debug("a stream ended", e));
    return true;
  }

  /** Writes a last event and ends. */
  void end(Buffer last) {
    if (!response.closed() && !response.ended()) {
      response.end(last).onFailure(e -> LOG.debug("already closed", e));
    }
  }
}
