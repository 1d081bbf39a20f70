package org.goldcard.partners.webhook;

import io.vertx.core.Future;
import java.net.URI;

/** The way to the receivers of partners (RFC 8935). Never fails: what went wrong is an answer. */
public interface Receiver {
  /** Pushes one signed event. */
  Future<Delivery> push(URI url, String token);
}
