package org.goldcard.dev.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The two words of Redis's protocol needed to know that our server is ready. */
final class RedisWire {
  private static final int TIMEOUT_MILLIS = 1_000;

  private RedisWire() {}

  /** Whether a server there takes the password and answers PING; one still loading does not. */
  static boolean answers(int port, String password) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      String words = "AUTH " + password + "\r\nPING\r\n";
      socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return "+OK".equals(in.readLine()) && "+PONG".equals(in.readLine());
    } catch (IOException notYet) {
      return false;
    }
  }
}
