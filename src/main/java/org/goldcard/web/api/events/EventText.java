package org.goldcard.web.api.events;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.goldcard.status.Freshness;
import org.goldcard.status.PublishedList;

/** The events as text (HTML Living Standard, section 9.2.5), each encoded once for all readers. */
final class EventText {
  private EventText() {}

  /** The heartbeat. */
  static Buffer status(Mark mark, Optional<Freshness> freshness, Instant now) {
    JsonObject data = new JsonObject().put("serverTime", moment(now));
    freshness.ifPresentOrElse(
        fresh ->
            data.put("asOf", moment(fresh.asOf()))
                .put("age", BigDecimal.valueOf(fresh.age().toMillis(), 3))
                .put("source", fresh.source())
                .put("epoch", fresh.epoch())
                .put("rev", fresh.rev()),
        () -> data.put("source", "none").put("rev", 0));
    return event("status", mark, data);
  }

  /** Bits that changed up to a revision: list number, index in the list, bit. */
  static Buffer change(Mark mark, List<Entry> entries) {
    JsonArray bits = new JsonArray();
    for (Entry entry : entries) {
      int list = entry.index() / PublishedList.SIZE;
      int index = entry.index() % PublishedList.SIZE;
      bits.add(new JsonArray().add(list).add(index).add(entry.refused() ? 1 : 0));
    }
    return event("change", mark, at(mark).put("entries", bits));
  }

  /** Something is to be fetched anew: {@code reload} the lists, {@code rules}, {@code keys}. */
  static Buffer fetch(String what, Mark mark) {
    return event(what, mark, at(mark));
  }

  /** The stream ends; come back after this time. */
  static Buffer close(String reason, Duration retry) {
    JsonObject data =
        new JsonObject()
            .put("reason", reason)
            .put("retryAfter", BigDecimal.valueOf(retry.toMillis(), 3));
    return Buffer.buffer(
        "event: close\nretry: " + retry.toMillis() + "\ndata: " + data.encode() + "\n\n");
  }

  private static JsonObject at(Mark mark) {
    return new JsonObject().put("epoch", mark.epoch()).put("rev", mark.rev());
  }

  private static Buffer event(String name, Mark mark, JsonObject data) {
    return Buffer.buffer(
        "event: " + name + "\nid: " + mark.text() + "\ndata: " + data.encode() + "\n\n");
  }

  private static String moment(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
