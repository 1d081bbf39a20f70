package org.goldcard.load.table;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.goldcard.load.Gun;
import org.goldcard.load.Shots;
import org.goldcard.load.Volley;
import org.goldcard.testbed.ProcessUse;
import org.goldcard.testbed.Wire;

/**
 * Honest scanners beside a flood, on loopback and for seconds only: ten thousand worthless requests
 * a second, from strangers and from one enrolled device gone mad, and two thousand connections that
 * send a letter now and then. First the honest ones alone, then with the flood, twice: a node that
 * meets its first one still compiles what refuses it, on the same core.
 */
final class FloodTable {
  private static final int SECONDS = Integer.getInteger("flood.seconds", 15);
  private static final int GARBAGE = 10_000;
  private static final int SLOW = 2000;
  private static final int SLOW_PER_ADDRESS = 100;
  private static final int TURNS = 20;
  private static final int AT_ONCE = 50;
  private static final String STRANGERS = "127.0.2.1";
  private static final int HONEST = 400;
  private static final int LANES = 32;
  private static final int WARM_UP = 40_000;

  private final Ground ground;

  private FloodTable(Ground ground) {
    this.ground = ground;
  }

  static void run() {
    try (Ground ground = new Ground()) {
      FloodTable table = new FloodTable(ground);
      System.out.println(
          "the node has core 0; generator, honest or not, Redis and PostgreSQL core 1");
      table.warmUp();
      table.print("alone", table.honest());
      table.flooded("the first flood, its refusals not compiled yet");
      table.flooded("the second flood");
    }
  }

  private void warmUp() {
    for (int i = 0; i < 4; i++) {
      try (Shots shots = ground.ammunition().desk(WARM_UP)) {
        Volley volley =
            Gun.closedLoop(ground.service().port(), LANES, shots, Duration.ofSeconds(6));
        System.out.printf("warming up: %.0f a second%n", volley.perSecond());
      }
    }
  }

  private Volley honest() {
    try (Shots shots = ground.ammunition().desk(HONEST * SECONDS)) {
      return Gun.openLoop(ground.service().port(), LANES, shots, HONEST);
    }
  }

  private void flooded(String which) {
    int port = ground.service().port();
    AtomicBoolean over = new AtomicBoolean();
    long before = ProcessUse.residentMegabytes(ground.service().pid());
    CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> slow(port, over));
    Shots strangers = new Shots(worthless("not-a-token"), "");
    String mad = ground.town().gateTokens().get(0);
    Shots device = new Shots(worthless(mad), "");
    int rounds = GARBAGE / 2 * (SECONDS + 5) / 1000;
    CompletableFuture<Volley> first =
        CompletableFuture.supplyAsync(
            () -> Gun.openLoop(port, LANES, strangers.times(rounds), GARBAGE / 2.0, STRANGERS));
    CompletableFuture<Volley> second =
        CompletableFuture.supplyAsync(
            () -> Gun.openLoop(port, LANES, device.times(rounds), GARBAGE / 2.0));
    LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
    Volley honest = honest();
    print("beside " + which + " (goal: all right, p99 25 ms)", honest);
    System.out.println("strangers were told: " + first.join().wrong());
    System.out.println("the mad device was told: " + second.join().wrong());
    over.set(true);
    System.out.println("slow connections: " + slow.join());
    System.out.printf(
        "memory of the service: %d MB before, %d MB after%n",
        before, ProcessUse.residentMegabytes(ground.service().pid()));
  }

  private List<String> worthless(String token) {
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      String body = "{\"code\":\"eyJ%d.e30.AAAA\",\"requestId\":\"flood\"}".formatted(i);
      requests.add(Wire.request("/v1/verifications", token, "", body));
    }
    return requests;
  }

  /**
   * Half of a request, then a letter a second; each address has its share of connections. What the
   * service closes is opened anew, a few at a time as a crowd comes and not in one blow.
   */
  private static String slow(int port, AtomicBoolean over) {
    List<Socket> sockets = new ArrayList<>();
    int opened = 0;
    int refused = 0;
    int most = 0;
    for (int turn = 0; !over.get(); turn = (turn + 1) % TURNS) {
      for (int i = 0; i < AT_ONCE && sockets.size() < SLOW; i++) {
        try {
          sockets.add(slowOne(port, opened++));
        } catch (IOException e) {
          refused++;
        }
      }
      most = Math.max(most, sockets.size());
      dripped(sockets, turn);
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos() / TURNS);
    }
    int open = sockets.size();
    sockets.forEach(FloodTable::close);
    return "%d opened, %d at once, %d open at the end, %d closed by the service, %d refused"
        .formatted(opened, most, open, opened - refused - open, refused);
  }

  private static void dripped(List<Socket> sockets, int turn) {
    int from = sockets.size() * turn / TURNS;
    int to = sockets.size() * (turn + 1) / TURNS;
    sockets.subList(from, to).removeIf(FloodTable::isClosed);
  }

  private static Socket slowOne(int port, int number) throws IOException {
    Socket socket = new Socket();
    int address = 2 + number % SLOW / SLOW_PER_ADDRESS;
    socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.1." + address), 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
    String half = "POST /v1/verifications HTTP/1.1\r\nHost: node\r\nX-Slow: ";
    socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static boolean isClosed(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      return false;
    } catch (IOException e) {
      close(socket);
      return true;
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket does not close", e);
    }
  }

  private void print(String what, Volley volley) {
    System.out.printf(
        "honest requests %s: %d right of %d, p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, wrong %s%n",
        what,
        volley.right(),
        HONEST * SECONDS,
        volley.micros(50) / 1000,
        volley.micros(99) / 1000,
        volley.micros(99.9) / 1000,
        volley.wrong());
  }
}
