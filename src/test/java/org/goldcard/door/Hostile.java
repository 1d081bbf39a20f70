package org.goldcard.door;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections that want to be a burden; what happens to them is their own affair. */
final class Hostile implements AutoCloseable {
  private final int port;
  private final List<Socket> open = new ArrayList<>();

  Hostile(int port) {
    this.port = port;
  }

  /** From an address of its own, as a stranger would come. */
  private void connect(Socket socket) throws IOException {
    socket.bind(new InetSocketAddress("127.0.0.2", 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
  }

  /** So many connections that say this, and nothing more, and read nothing. */
  void say(int connections, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < connections; i++) {
      Socket socket = new Socket();
      try {
        socket.setReceiveBufferSize(2048);
        connect(socket);
        open.add(socket);
        socket.getOutputStream().write(bytes);
      } catch (IOException e) {
        quietly(socket);
      }
    }
  }

  /** Says more on all connections that are still open. */
  void drip(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (Socket socket : open) {
      try {
        socket.getOutputStream().write(bytes);
      } catch (IOException e) {
        quietly(socket);
      }
    }
  }

  /** Sends a request over and over, a hundred at once, for a time; answers how many. */
  int flood(String request, long nanos) {
    byte[] hundred = request.repeat(100).getBytes(StandardCharsets.ISO_8859_1);
    long end = System.nanoTime() + nanos;
    int sent = 0;
    while (System.nanoTime() - end < 0) {
      try (Socket socket = new Socket()) {
        connect(socket);
        Thread reader = new Thread(() -> readAll(socket), "hostile-reader");
        reader.setDaemon(true);
        reader.start();
        while (System.nanoTime() - end < 0) {
          socket.getOutputStream().write(hundred);
          sent += 100;
        }
      } catch (IOException e) {
        // Thrown out; the next connection goes on.
      }
    }
    return sent;
  }

  private static void readAll(Socket socket) {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // Gone is gone.
    }
  }

  @Override
  public void close() {
    open.forEach(Hostile::quietly);
    open.clear();
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Gone is gone.
    }
  }
}
