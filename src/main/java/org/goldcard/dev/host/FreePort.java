package org.goldcard.dev.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports below the range from which systems take the ports of outgoing connections. Inside that
 * range a client that retries while its server restarts could be given the server's own port, and
 * so keep the server from coming back.
 */
public final class FreePort {
  private static final int FIRST = 20_000;
  private static final int AFTER_LAST = 32_000;
  private static final int TRIES = 200;

  private FreePort() {}

  /** The wished port when it is free, else any free one. */
  public static int prefer(int wished) {
    return wished != 0 && isFree(wished) ? wished : any();
  }

  /** A free port, random so that several data directories rarely meet. */
  public static int any() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new StartRefused(
        "127.0.0.1 上没有可用端口（" + FIRST + "–" + AFTER_LAST + "）",
        "no free port on 127.0.0.1 between " + FIRST + " and " + AFTER_LAST);
  }

  /** Whether a server could listen there now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
