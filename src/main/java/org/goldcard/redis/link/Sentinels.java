package org.goldcard.redis.link;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Sentinels, asked all at once where the master is. What they say is a rumour: whoever connects
 * there must ask the server itself. Safe from any thread.
 */
final class Sentinels {
  /** How long one of them may take, with its connection. */
  private static final long MILLIS = 500;

  private final List<Seat> seats;

  Sentinels(Vertx vertx, RedisServers servers) {
    this.seats =
        servers.addresses().stream().map(address -> new Seat(vertx, servers, address)).toList();
  }

  /**
   * Where the master is said to be.
   *
   * @param addresses host and port, those said most often first
   * @param agreed whether more than half of all Sentinels say the first
   */
  record Rumour(List<String> addresses, boolean agreed) {
    Rumour {
      addresses = List.copyOf(addresses);
    }
  }

  /** Asks all; fails when none of them names a master. */
  Future<Rumour> ask() {
    List<Future<Optional<String>>> answers = seats.stream().map(Seat::ask).toList();
    return Future.join(answers).transform(done -> rumour(answers));
  }

  private static Future<Rumour> rumour(List<Future<Optional<String>>> answers) {
    Map<String, Integer> votes = new HashMap<>();
    for (Future<Optional<String>> answer : answers) {
      if (answer.succeeded()) {
        answer.result().ifPresent(address -> votes.merge(address, 1, Integer::sum));
      }
    }
    if (votes.isEmpty()) {
      return Future.failedFuture(RedisUnavailable.noMaster());
    }
    List<String> addresses = new ArrayList<>(votes.keySet());
    addresses.sort(Comparator.comparing(votes::get, Comparator.reverseOrder()));
    int most = votes.getOrDefault(addresses.get(0), 0);
    return Future.succeededFuture(new Rumour(addresses, most * 2 > answers.size()));
  }

  void close() {
    seats.forEach(Seat::close);
  }

  /** One Sentinel, over a connection that is kept and made anew when it fails. */
  private static final class Seat {
    private final Vertx vertx;
    private final RedisServers servers;
    private final String address;
    private @Nullable Line line;
    private @Nullable Future<Optional<String>> asking;
    private boolean closed;

    private Seat(Vertx vertx, RedisServers servers, String address) {
      this.vertx = vertx;
      this.servers = servers;
      this.address = address;
    }

    /** One question at a time. */
    private Future<Optional<String>> ask() {
      synchronized (this) {
        if (closed) {
          return Future.failedFuture(RedisUnavailable.away());
        }
        if (asking != null) {
          return asking;
        }
      }
      Future<Optional<String>> answer = line().compose(this::askOver);
      synchronized (this) {
        asking = answer;
      }
      return answer.onComplete(done -> ended(done.failed()));
    }

    private Future<Line> line() {
      Line kept;
      synchronized (this) {
        kept = line;
      }
      return kept == null
          ? Line.open(vertx, servers.sentinel(address), MILLIS).map(this::keep)
          : Future.succeededFuture(kept);
    }

    private Line keep(Line fresh) {
      synchronized (this) {
        line = fresh;
        if (closed) {
          fresh.close();
        }
      }
      return fresh;
    }

    private Future<Optional<String>> askOver(Line open) {
      Request request = Request.cmd(Command.SENTINEL).arg("get-master-addr-by-name");
      return open.ask(request.arg(servers.masterName()), MILLIS).map(Seat::address);
    }

    private static Optional<String> address(@Nullable Response answer) {
      if (answer == null || answer.size() != 2) {
        return Optional.empty();
      }
      String host = answer.get(0).toString();
      String plain = host.indexOf(':') < 0 ? host : "[" + host + "]";
      return Optional.of(plain + ":" + answer.get(1));
    }

    private void ended(boolean failed) {
      Line broken;
      synchronized (this) {
        asking = null;
        broken = failed ? line : null;
        line = failed ? null : line;
      }
      if (broken != null) {
        broken.close();
      }
    }

    private void close() {
      Line last;
      synchronized (this) {
        closed = true;
        last = line;
        line = null;
      }
      if (last != null) {
        last.close();
      }
    }
  }
}
