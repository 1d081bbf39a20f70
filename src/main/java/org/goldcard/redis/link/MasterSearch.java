package org.goldcard.redis.link;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the master and opens a connection to it: where the Sentinels say it is, or at the one
 * address there is. The server itself must say that it is a master that never evicts, and be
 * greeted, before the connection counts.
 */
final class MasterSearch {
  private static final long HANDSHAKE_MILLIS = 2000;

  /** Where there are others to try. */
  private static final long HANDSHAKE_OF_MANY_MILLIS = 1000;

  private final Vertx vertx;
  private final RedisServers servers;
  private final @Nullable Sentinels sentinels;
  private final Function<Line, Future<Void>> greeting;
  private final boolean borrowed;

  MasterSearch(Vertx vertx, RedisServers servers, Function<Line, Future<Void>> greeting) {
    this.vertx = vertx;
    this.servers = servers;
    this.sentinels = servers.isSentinel() ? new Sentinels(vertx, servers) : null;
    this.greeting = greeting;
    this.borrowed = false;
  }

  private MasterSearch(MasterSearch other) {
    this.vertx = other.vertx;
    this.servers = other.servers;
    this.sentinels = other.sentinels;
    this.greeting = line -> Future.succeededFuture();
    this.borrowed = true;
  }

  /** The same search over the same Sentinels, with nothing done on the connections it opens. */
  MasterSearch withoutGreeting() {
    return new MasterSearch(this);
  }

  /** A connection to the master, greeted. */
  Future<Contact> find() {
    return sentinels == null
        ? attempt(servers.addresses(), 0, HANDSHAKE_MILLIS)
        : sentinels
            .ask()
            .compose(rumour -> attempt(rumour.addresses(), 0, HANDSHAKE_OF_MANY_MILLIS));
  }

  /** Whether the Sentinels agree that the master is not at an address; false without Sentinels. */
  Future<Boolean> isElsewhere(String address) {
    return sentinels == null
        ? Future.succeededFuture(false)
        : sentinels
            .ask()
            .map(rumour -> rumour.agreed() && !rumour.addresses().get(0).equals(address));
  }

  void close() {
    if (sentinels != null && !borrowed) {
      sentinels.close();
    }
  }

  /** What a connection's server says of itself. */
  static Future<ServerFacts> facts(Line line, long millis) {
    return line.ask(ServerFacts.request(), millis)
        .map(info -> ServerFacts.parse(String.valueOf(info)));
  }

  /** One after the other until one is the master. */
  private Future<Contact> attempt(List<String> addresses, int next, long millis) {
    String address = addresses.get(next);
    return Line.open(vertx, servers.server(address), millis)
        .compose(line -> greet(line, address, millis))
        .recover(
            failure ->
                next + 1 < addresses.size()
                    ? attempt(addresses, next + 1, millis)
                    : Future.failedFuture(failure));
  }

  private Future<Contact> greet(Line line, String address, long millis) {
    return facts(line, millis)
        .compose(MasterSearch::fit)
        .compose(facts -> greeting.apply(line).map(done -> new Contact(line, address, facts)))
        .onFailure(failure -> line.close());
  }

  private static Future<ServerFacts> fit(ServerFacts facts) {
    return facts
        .objection()
        .map(Future::<ServerFacts>failedFuture)
        .orElse(Future.succeededFuture(facts));
  }
}
