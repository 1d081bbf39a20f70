package org.goldcard.browser;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.goldcard.dev.host.Archive;
import org.goldcard.testkit.TestServers;
import org.jspecify.annotations.Nullable;

/**
 * One page in a headless Chromium of its own profile, driven over the DevTools protocol. The JDK
 * speaks it as it is: no driver to match, nothing to download. Blocks.
 */
final class Chromium implements AutoCloseable {
  static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final int SECONDS = 30;

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();

  /** Starts one with an empty page of a phone's width. */
  Chromium(int width, int height) {
    profile = TestServers.emptyDirectory();
    List<String> command = new ArrayList<>();
    command.add(PROGRAM.toString());
    command.addAll(
        List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--hide-scrollbars",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "about:blank"));
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    HttpClient http = HttpClient.newHttpClient();
    String page = soon(() -> page(http));
    socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create(page), new Listener())
            .orTimeout(SECONDS, TimeUnit.SECONDS)
            .join();
    send("Page.enable", new JsonObject());
    size(width, height);
  }

  private Optional<String> page(HttpClient http) {
    try {
      String port = Files.readAllLines(profile.resolve("DevToolsActivePort")).get(0);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
      String list = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return new io.vertx.core.json.JsonArray(list)
          .stream()
              .map(JsonObject.class::cast)
              .filter(target -> target.getString("type").equals("page"))
              .map(target -> target.getString("webSocketDebuggerUrl"))
              .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T soon(java.util.function.Supplier<Optional<T>> question) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(SECONDS))
        .pollInterval(Duration.ofMillis(50))
        .until(question::get, Optional::isPresent)
        .orElseThrow();
  }

  @CanIgnoreReturnValue
  JsonObject send(String method, JsonObject parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    String text =
        new JsonObject().put("id", id).put("method", method).put("params", parameters).encode();
    return socket
        .sendText(text, true)
        .thenCompose(sent -> answer)
        .orTimeout(SECONDS, TimeUnit.SECONDS)
        .join();
  }

  /** The page as wide and high as a device. */
  void size(int width, int height) {
    send(
        "Emulation.setDeviceMetricsOverride",
        new JsonObject()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 2)
            .put("mobile", true));
  }

  /** Whether the network is there. */
  void network(boolean there) {
    send("Network.enable", new JsonObject());
    send(
        "Network.emulateNetworkConditions",
        new JsonObject()
            .put("offline", !there)
            .put("latency", 0)
            .put("downloadThroughput", -1)
            .put("uploadThroughput", -1));
  }

  /** Goes to an address and waits until its page is there. */
  void open(String address) {
    send("Page.navigate", new JsonObject().put("url", address));
    until("document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  /** What an expression comes to; a promise is awaited. */
  @CanIgnoreReturnValue
  @Nullable Object value(String expression) {
    JsonObject answer =
        send(
            "Runtime.evaluate",
            new JsonObject()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("returnByValue", true));
    if (answer.containsKey("exceptionDetails")) {
      throw new AssertionError(answer.getJsonObject("exceptionDetails").encode());
    }
    return answer.getJsonObject("result").getValue("value");
  }

  /** Waits until an expression is true. */
  void until(String expression) {
    try {
      String there =
          soon(() -> Boolean.TRUE.equals(tried(expression)) ? Optional.of("") : Optional.empty());
      if (!there.isEmpty()) {
        throw new IllegalStateException();
      }
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError(expression + " at " + value("location.href") + ": " + text(), e);
    }
  }

  private @Nullable Object tried(String expression) {
    try {
      return value(expression);
    } catch (AssertionError leaving) {
      return null;
    }
  }

  /** What a reader sees. */
  String text() {
    return String.valueOf(value("document.body.innerText"));
  }

  /** Types into what a selector finds, after what is there was taken out. */
  void type(String selector, String text) {
    value("(e => { e.focus(); e.select(); })(document.querySelector('" + selector + "'))");
    send("Input.insertText", new JsonObject().put("text", text));
  }

  /** Chooses in a list. */
  void choose(String selector, String value) {
    value(
        "(e => { e.value = '"
            + value
            + "'; e.dispatchEvent(new Event('change', {bubbles: true})); })(document.querySelector('"
            + selector
            + "'))");
  }

  /** Presses what a selector finds. */
  void press(String selector) {
    value("document.querySelector('" + selector + "').click()");
  }

  /** The whole page as a PNG. */
  byte[] picture() {
    JsonObject answer =
        send(
            "Page.captureScreenshot",
            new JsonObject().put("format", "png").put("captureBeyondViewport", true));
    return Base64.getDecoder().decode(answer.getString("data"));
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(SECONDS, TimeUnit.SECONDS);
      Archive.delete(profile);
    } catch (IOException | UncheckedIOException e) {
      System.err.println("left behind: " + profile);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        JsonObject message = new JsonObject(text.toString());
        text.setLength(0);
        Integer id = message.getInteger("id");
        CompletableFuture<JsonObject> asked = id == null ? null : waiting.remove(id);
        if (asked != null) {
          asked.complete(message.getJsonObject("result", message));
        }
      }
      from.request(1);
      return null;
    }
  }
}
