package org.goldcard.cli.verify;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.goldcard.cli.command.Checks;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;

/**
 * Reads what a person named: a file, or an http address. An address that stands in a token is never
 * followed. Blocks.
 */
final class Sources {
  private static final int MAX_BYTES = 8 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Sources() {}

  static boolean isAddress(String name) {
    return name.startsWith("http://") || name.startsWith("https://");
  }

  /** The whole of it, 8 MiB at most. */
  static byte[] read(String name) {
    try (InputStream in =
        isAddress(name) ? fetch(name) : Files.newInputStream(Checks.readable(Path.of(name)))) {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw refused("超过8 MB：" + name, "More than 8 MB: " + name);
      }
      return content;
    } catch (IOException e) {
      throw refused("无法读取：" + name, "Cannot be read: " + name);
    }
  }

  private static InputStream fetch(String address) throws IOException {
    try {
      HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
      HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build();
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        answer.body().close();
        throw refused(
            "服务器答复 " + answer.statusCode() + "：" + address,
            "The server answered " + answer.statusCode() + ": " + address);
      }
      return answer.body();
    } catch (IllegalArgumentException e) {
      throw refused("网址有误", "Not an address");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandRefused(ExitCode.INTERRUPTED, "已中断", "Interrupted");
    }
  }

  private static CommandRefused refused(String zh, String en) {
    return new CommandRefused(ExitCode.BAD_INPUT, zh, en);
  }
}
