package org.goldcard.testbed;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One connection of HTTP/1.1 to a node on this machine: it costs little, it is plain when it broke,
 * and nothing is ever repeated behind the caller's back. For one thread.
 */
public final class Wire implements AutoCloseable {
  private final Socket socket = new Socket();
  private final InputStream in;
  private boolean closing;

  /** Connects; every answer has to begin within the patience. */
  public Wire(int port, Duration patience) throws IOException {
    int millis = Math.toIntExact(patience.toMillis());
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), millis);
      socket.setSoTimeout(millis);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream(), 8192);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** A plain question. */
  public Reply get(String path) throws IOException {
    return exchange("GET " + path + " HTTP/1.1\r\nHost: node\r\n\r\n");
  }

  /** A question with an access token. */
  public Reply get(String path, String token) throws IOException {
    return exchange(
        "GET " + path + " HTTP/1.1\r\nHost: node\r\nAuthorization: Bearer " + token + "\r\n\r\n");
  }

  /** A request with a JSON body; the key may be empty. */
  public Reply post(String path, String token, String retryKey, String body) throws IOException {
    return exchange(request(path, token, retryKey, body));
  }

  /** A request with a JSON body as it goes over the wire. */
  public static String request(String path, String token, String retryKey, String body) {
    String key = retryKey.isEmpty() ? "" : "Idempotency-Key: " + retryKey + "\r\n";
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: node\r\nAuthorization: Bearer "
        + token
        + "\r\nContent-Type: application/json\r\n"
        + key
        + "Content-Length: "
        + length
        + "\r\n\r\n"
        + body;
  }

  /** Whether the node said that it takes no more on this connection. */
  public boolean isClosing() {
    return closing;
  }

  private Reply exchange(String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    String first = line();
    int status = Integer.parseInt(first.split(" ", 3)[1]);
    List<String> head = new ArrayList<>();
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      head.add(header);
      String small = header.toLowerCase(Locale.ROOT);
      if (small.startsWith("content-length:")) {
        length = Integer.parseInt(small.substring("content-length:".length()).strip());
      } else if (small.startsWith("connection:") && small.contains("close")) {
        closing = true;
      }
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("an answer was cut short");
    }
    return new Reply(status, head, new String(body, StandardCharsets.UTF_8));
  }

  private String line() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended");
      }
      if (b != '\r') {
        text.append((char) b);
      }
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** An answer. */
  public record Reply(int status, List<String> head, String body) {
    /** Copies the header lines. */
    public Reply {
      head = List.copyOf(head);
    }

    /** A text member of a JSON body, found without reading the rest; empty when it is not there. */
    public String text(String member) {
      return between("\"" + member + "\":\"", '"');
    }

    /** A number member of a JSON body; empty when it is not there. */
    public String number(String member) {
      String found = between("\"" + member + "\":", ',');
      int end = found.indexOf('}');
      return end < 0 ? found : found.substring(0, end);
    }

    private String between(String before, char after) {
      int from = body.indexOf(before);
      if (from < 0) {
        return "";
      }
      int start = from + before.length();
      int end = body.indexOf(after, start);
      return end < 0 ? body.substring(start) : body.substring(start, end);
    }
  }
}
