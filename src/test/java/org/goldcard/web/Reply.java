package org.goldcard.web;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** What came back from the server. */
record Reply(HttpResponse<byte[]> response) {
  int status() {
    return response.statusCode();
  }

  String text() {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  JsonObject json() {
    return new JsonObject(text());
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  String code() {
    return json().getString("code", "");
  }

  String field() {
    return json().getString("field", "");
  }
}
