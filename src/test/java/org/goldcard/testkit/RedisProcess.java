package org.goldcard.testkit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.goldcard.dev.host.FreePort;
import org.goldcard.dev.host.Platform;
import org.goldcard.dev.host.ServerProcess;
import org.goldcard.dev.host.Unpacking;

/** A Redis of one test alone, to be killed, frozen, emptied and put back to an old copy. Blocks. */
public final class RedisProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory = TestServers.emptyDirectory();
  private final int port = FreePort.any();
  private final List<String> settings;
  private Process process;

  /** Starts one that keeps nothing by itself, with further settings such as {@code --maxmemory}. */
  public RedisProcess(String... settings) {
    this.settings = List.of(settings);
    this.process = launch();
  }

  /** Its address. */
  public String url() {
    return "redis://127.0.0.1:" + port + "/0";
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Ends it at once, like a power cut. */
  public void kill() {
    process.destroyForcibly();
    if (!ServerProcess.endedWithin(process.toHandle(), PATIENCE)) {
      throw new IllegalStateException("redis: still running");
    }
  }

  /** Starts it again, with the copy it last saved. */
  public void start() {
    process = launch();
  }

  /** Stops its process from answering, with its connections open. */
  public void freeze() {
    ServerProcess.signal(process.toHandle(), "STOP");
  }

  /** Lets a frozen one go on. */
  public void thaw() {
    ServerProcess.signal(process.toHandle(), "CONT");
  }

  /** Saves a copy aside. */
  public void saveCopy() {
    command("SAVE");
    copy("dump.rdb", "old.rdb");
  }

  /** Kills it and starts it with the copy saved aside. */
  public void restoreCopy() {
    kill();
    copy("old.rdb", "dump.rdb");
    start();
  }

  /** Kills it and starts it with nothing. */
  public void restartEmpty() {
    kill();
    try {
      Files.deleteIfExists(directory.resolve("dump.rdb"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  /** Its raw answer to one inline command. */
  @CanIgnoreReturnValue
  public String command(String command) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String words = command + "\r\nQUIT\r\n";
      socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  private void copy(String from, String to) {
    try {
      Files.copy(
          directory.resolve(from), directory.resolve(to), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() {
    try {
      Path program = Unpacking.redis(TestServers.programs(), Platform.here(), line -> {});
      List<String> command = new ArrayList<>(List.of(program.toString()));
      command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
      command.addAll(List.of("--save", "", "--appendonly", "no"));
      command.addAll(settings);
      Process started = ServerProcess.plain(command, directory).start();
      Awaitility.await().atMost(PATIENCE).until(this::answers);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.UTF_8));
      return socket.getInputStream().read() == '+';
    } catch (IOException e) {
      return false;
    }
  }
}
