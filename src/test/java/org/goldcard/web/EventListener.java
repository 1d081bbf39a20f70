package org.goldcard.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A scanner that listens. */
final class EventListener implements Closeable {
  private final HttpResponse<InputStream> response;
  private final BufferedReader lines;

  EventListener(HttpResponse<InputStream> response) {
    this.response = response;
    this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /** What the node answered first. */
  HttpResponse<InputStream> response() {
    return response;
  }

  /** The next event; null at the end. */
  @Nullable Event next() throws IOException {
    String name = "";
    String id = "";
    String data = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        return new Event(name, id, new JsonObject(data));
      } else if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      }
    }
    return null;
  }

  /** The next event of this name. */
  Event next(String name) throws IOException {
    Event event = next();
    while (event != null && !event.name.equals(name)) {
      event = next();
    }
    if (event == null) {
      throw new AssertionError("the stream ended before " + name);
    }
    return event;
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }

  /** One event as it came. */
  record Event(String name, String id, JsonObject data) {
    JsonArray entries() {
      return data.getJsonArray("entries");
    }
  }
}
