package org.goldcard.load.table;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The yardstick for everything around the work: a bare server of the same kind on the same
 * transport that reads the whole request and answers the bytes of a recorded answer, doing nothing.
 */
final class BareServer {
  private final List<Map.Entry<String, String>> headers = new ArrayList<>();
  private final Buffer body;

  private BareServer(List<String> recorded) {
    int blank = recorded.indexOf("");
    recorded.subList(0, blank).forEach(this::header);
    this.body = Buffer.buffer(String.join("\n", recorded.subList(blank + 1, recorded.size())));
  }

  /** Port, and the file of the answer: header lines, a blank line, the body. */
  public static void main(String[] args) throws IOException, TimeoutException {
    BareServer server = new BareServer(Files.readAllLines(Path.of(args[1])));
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    int port =
        vertx
            .createHttpServer()
            .requestHandler(server::answer)
            .listen(Integer.parseInt(args[0]), "127.0.0.1")
            .await(20, TimeUnit.SECONDS)
            .actualPort();
    System.out.println("bare server on " + port);
  }

  private void header(String line) {
    String[] parts = line.split(": ", 2);
    headers.add(Map.entry(parts[0], parts[1]));
  }

  private void answer(HttpServerRequest request) {
    request
        .body()
        .compose(
            read -> {
              HttpServerResponse response = request.response();
              headers.forEach(h -> response.putHeader(h.getKey(), h.getValue()));
              return response.end(body.copy());
            })
        .onFailure(e -> request.connection().close());
  }
}
