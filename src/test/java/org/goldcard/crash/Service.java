package org.goldcard.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;
import org.awaitility.Awaitility;
import org.goldcard.dev.embedded.EmbeddedServers;
import org.goldcard.dev.embedded.RunningServers;
import org.jspecify.annotations.Nullable;

/** The embedded default as a process of its own, as a user starts it. */
final class Service implements AutoCloseable {
  private static final Duration UP = Duration.ofSeconds(90);

  private final Path data;
  private final int port;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private @Nullable Process process;

  Service(Path data) {
    this.data = data;
    this.port = freePort();
  }

  Path data() {
    return data;
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  HttpClient client() {
    return client;
  }

  /** Starts it and waits until it is ready. */
  void start() {
    process = launch("dev", "--data", data.toString(), "--port", Integer.toString(port));
    awaitReady();
  }

  /** Runs a command in a process of its own, on the running servers; answers its exit code. */
  int command(String... args) throws InterruptedException {
    Process command = launch(args);
    if (!command.waitFor(30, TimeUnit.MINUTES)) {
      command.destroyForcibly();
      throw new AssertionError("the command did not end: " + args[0]);
    }
    return command.exitValue();
  }

  /** Runs a command that must end well; otherwise its last words are in the failure. */
  void succeeds(String... args) throws InterruptedException, IOException {
    int code = command(args);
    if (code != 0) {
      List<String> lines = Files.readAllLines(log());
      int from = Math.max(0, lines.size() - 40);
      throw new AssertionError(
          args[0]
              + " ended with "
              + code
              + "\n"
              + String.join("\n", lines.subList(from, lines.size())));
    }
  }

  private Path log() {
    return data.resolveSibling(data.getFileName() + ".log");
  }

  void killService() throws InterruptedException {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    running.destroyForcibly().waitFor();
  }

  void killPostgres() {
    kill(pid(RunningServers::postgresPid));
  }

  void killRedis() {
    kill(pid(RunningServers::redisPid));
  }

  /** Looks without staying: who stays attached keeps the servers running. */
  private long pid(ToLongFunction<RunningServers> which) {
    Optional<RunningServers> attached = EmbeddedServers.attach(data);
    if (attached.isEmpty()) {
      return Long.MAX_VALUE;
    }
    try (RunningServers running = attached.get()) {
      return which.applyAsLong(running);
    }
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Waits until it says that it is ready. */
  void awaitReady() {
    Awaitility.await("ready")
        .atMost(UP)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> status("/health/ready") == 200 && status("/dev/live-code") == 200);
  }

  private int status(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address() + path))
              .timeout(Duration.ofSeconds(2))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private Process launch(String... args) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.goldcard.Main"));
    line.addAll(List.of(args));
    try {
      Files.createDirectories(data);
      ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
      builder.environment().put("DATA_DIR", data.toString());
      return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Process running = process;
    if (running != null) {
      running.destroy();
      try {
        running.onExit().get(30, TimeUnit.SECONDS);
      } catch (InterruptedException | ExecutionException | TimeoutException e) {
        running.destroyForcibly();
      }
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
