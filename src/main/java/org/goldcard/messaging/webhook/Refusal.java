package org.goldcard.messaging.webhook;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.goldcard.partners.webhook.Delivery;
import org.goldcard.partners.webhook.Delivery.Outcome;

/** What a receiver says that takes an event not (RFC 8935 section 2.3); its prose is not kept. */
final class Refusal {
  private static final Set<String> KNOWN =
      Set.of(
          "invalid_request",
          "invalid_key",
          "invalid_issuer",
          "invalid_audience",
          "authentication_failed",
          "access_denied");

  private Refusal() {}

  /** Reads the body of a 400. */
  static Delivery read(Buffer body) {
    return new Delivery(Outcome.REFUSED, code(body));
  }

  private static String code(Buffer body) {
    try {
      Object code = new JsonObject(body).getValue("err");
      return code instanceof String text && KNOWN.contains(text) ? text : "";
    } catch (DecodeException | ClassCastException e) {
      return "";
    }
  }
}
