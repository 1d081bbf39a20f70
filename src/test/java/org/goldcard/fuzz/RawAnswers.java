package org.goldcard.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicReference;

/** A server that answers every request with the same bytes, whatever these are, and hangs up. */
public final class RawAnswers {
  private static final int PATIENCE_MILLIS = 2000;
  private static final byte[] NOTHING = {};

  private final ServerSocket server;
  private final AtomicReference<byte[]> answer = new AtomicReference<>(NOTHING);

  /** A server on a free port, until the process ends. */
  public RawAnswers() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "raw-answers");
    thread.setDaemon(true);
    thread.start();
  }

  /** Where it is. */
  public String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** What it answers from now on. */
  public void answer(byte[] bytes) {
    answer.set(bytes.clone());
  }

  private void serve() {
    while (true) {
      try (Socket socket = server.accept()) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setSoLinger(true, 0);
        take(socket.getInputStream());
        socket.getOutputStream().write(answer.get());
        socket.setSoLinger(false, 0);
      } catch (IOException gone) {
        // Who asked has heard enough.
      }
    }
  }

  /** Reads the head of a request and as much of its body as has come with it. */
  private static void take(InputStream in) throws IOException {
    int end = 0;
    for (int c = in.read(); c >= 0 && end < 4; c = end < 4 ? in.read() : -1) {
      end = c == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : 0;
    }
    long unused = in.skip(in.available());
  }
}
