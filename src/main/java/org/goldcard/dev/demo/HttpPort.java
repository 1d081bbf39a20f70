package org.goldcard.dev.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The port of the embedded default. It is kept, because issued passes name the address. Blocks. */
public final class HttpPort {
  /** The usual one. */
  public static final int USUAL = 8080;

  private static final String FILE = "http-port";

  private HttpPort() {}

  /**
   * The port to listen on: the wished one, else the one kept, else the usual one, else any free
   * one.
   *
   * @param wish 0 for any free port; null for no wish
   */
  public static int choose(Path data, @Nullable Integer wish) throws IOException {
    int kept = kept(data);
    int port = wish != null ? wish : kept;
    if (port == 0) {
      port = wish == null && isFree(USUAL) ? USUAL : anyFree();
    }
    Files.createDirectories(data);
    Files.writeString(data.resolve(FILE), Integer.toString(port));
    return port;
  }

  /** The port kept; 0 when none is. */
  public static int kept(Path data) throws IOException {
    Path file = data.resolve(FILE);
    String text = Files.exists(file) ? Files.readString(file).strip() : "";
    return text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : 0;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static int anyFree() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
