package org.goldcard.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The way between a node and a server behind it, which can be cut: silently, as when packets are
 * dropped, or with a refusal; in one direction or both; or made slow. Threads of its own.
 */
public final class TcpProxy implements AutoCloseable {
  private static final int BUFFER = 16_384;
  private static final long LOOK_AGAIN = 2_000_000;

  private final int target;
  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean refusing;
  private volatile boolean holdsRequests;
  private volatile boolean holdsAnswers;
  private volatile long delayNanos;

  /** A way to a port of this machine. */
  public TcpProxy(int target) {
    this.target = target;
    try {
      this.listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  /** Where it listens. */
  public int port() {
    return listening.getLocalPort();
  }

  /** Whether the server behind sees one of its connections come from this port. */
  public boolean reachesFrom(String port) {
    return open.stream().anyMatch(socket -> Integer.toString(socket.getLocalPort()).equals(port));
  }

  /** Nothing goes through any more, and nobody is told. */
  public void drop() {
    holdsRequests = true;
    holdsAnswers = true;
  }

  /** Requests arrive, but their answers do not. */
  public void dropAnswers() {
    holdsAnswers = true;
  }

  /** Connections are reset, new ones too. */
  public void refuse() {
    refusing = true;
    open.forEach(TcpProxy::reset);
  }

  /** Every piece takes so many milliseconds longer, in each direction. */
  public void delay(long millis) {
    delayNanos = millis * 1_000_000;
  }

  /** All is well again; what was held goes on its way. */
  public void heal() {
    refusing = false;
    holdsRequests = false;
    holdsAnswers = false;
    delayNanos = 0;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket near = listening.accept();
        if (refusing) {
          reset(near);
        } else {
          connect(near);
        }
      } catch (IOException e) {
        // Closed, or the server behind is away: then the caller is refused.
      }
    }
  }

  private void connect(Socket near) throws IOException {
    Socket far = new Socket();
    try {
      far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 1000);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
    } catch (IOException e) {
      reset(near);
      throw e;
    }
    open.add(near);
    open.add(far);
    daemon(() -> pump(near, far, true));
    daemon(() -> pump(far, near, false));
  }

  private void pump(Socket from, Socket to, boolean requests) {
    byte[] buffer = new byte[BUFFER];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        if (delayNanos > 0) {
          LockSupport.parkNanos(delayNanos);
        }
        while ((requests ? holdsRequests : holdsAnswers) && !listening.isClosed()) {
          LockSupport.parkNanos(LOOK_AGAIN);
        }
        out.write(buffer, 0, n);
      }
      while ((requests ? holdsRequests : holdsAnswers) && !listening.isClosed()) {
        LockSupport.parkNanos(LOOK_AGAIN);
      }
    } catch (IOException e) {
      // One side ended: so does the other.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void reset(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      // Closed already.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(TcpProxy::reset);
  }
}
