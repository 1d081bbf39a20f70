package org.goldcard.fault;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.goldcard.dev.embedded.RunningServers;
import org.goldcard.testbed.Launch;
import org.goldcard.testbed.Node;
import org.goldcard.testbed.TcpProxy;
import org.goldcard.testbed.Town;
import org.goldcard.testkit.RedisProcess;
import org.goldcard.testkit.SentinelCluster;
import org.goldcard.testkit.TestServers;
import org.jspecify.annotations.Nullable;

/**
 * Two nodes of one town on a PostgreSQL and a Redis of their own, each node by ways of its own that
 * can be cut. Blocks.
 */
final class World implements AutoCloseable {
  private static final String USER = "node";
  private static final String PASSWORD = "carp-lotus-willow-1875";
  private static final int SCANNERS = 20;

  private final RunningServers servers;
  private final @Nullable SentinelCluster cluster;
  private final RedisProcess redis;
  private final Town town;
  private final Way first;
  private final Way second;
  private final List<Way> gates;

  private World(int cards, boolean gate, @Nullable SentinelCluster cluster) {
    this.servers = TestServers.throwAway(TestServers.emptyDirectory());
    this.cluster = cluster;
    this.redis = cluster == null ? alone() : cluster.master();
    String address = cluster == null ? redisAt(redis.port()) : cluster.masterUrl();
    this.town = new Town(servers.databaseUrl(), address, cards, SCANNERS);
    this.first = new Way(servers.databaseUrl(), Launch.main(town, List.of("serve")));
    this.second = new Way(servers.databaseUrl(), Launch.main(town, List.of("serve")));
    this.gates = gate ? List.of(gate()) : List.of();
    ways().forEach(way -> way.node().awaitReady());
  }

  /** Two nodes. */
  static World ofTwo(int cards) {
    return new World(cards, false, null);
  }

  /** Two nodes, and a third that only verifies. */
  static World withGate(int cards) {
    return new World(cards, true, null);
  }

  /** Two nodes whose Redis is found by Sentinels; its connections cannot be cut one by one. */
  static World overSentinels(int cards) {
    return new World(cards, false, new SentinelCluster());
  }

  private static RedisProcess alone() {
    return new RedisProcess("--user", USER, "on", ">" + PASSWORD, "~*", "&*", "+@all");
  }

  /** With the keys and the role of the database that verifying takes. */
  private Way gate() {
    Gate gate = new Gate(town, servers.adminDatabaseUrl());
    return new Way(gate.databaseUrl(), gate.launch());
  }

  private static String redisAt(int port) {
    return "redis://" + USER + ":" + PASSWORD + "@127.0.0.1:" + port + "/0";
  }

  RunningServers servers() {
    return servers;
  }

  /** The Sentinels, if Redis is found by them. */
  Optional<SentinelCluster> cluster() {
    return Optional.ofNullable(cluster);
  }

  /** Redis; of two, the one that was the master at the start. */
  RedisProcess redis() {
    return redis;
  }

  Town town() {
    return town;
  }

  Way first() {
    return first;
  }

  Way second() {
    return second;
  }

  /** The two that do everything come first. */
  List<Way> ways() {
    return Stream.concat(Stream.of(first, second), gates.stream()).toList();
  }

  /** The node that publishes now; empty while none does or the record is away. */
  Optional<Way> publisher() {
    String sql =
        "select client_port from pg_locks join pg_stat_activity using (pid)"
            + " where locktype = 'advisory' and granted and (classid::bigint << 32 | objid::bigint)"
            + " = hashtextextended('status-publisher', 0)";
    try {
      List<String> ports = TestServers.query(servers.adminDatabaseUrl(), sql);
      return ways().stream()
          .filter(way -> ports.stream().anyMatch(port -> way.toRecord().reachesFrom(port)))
          .findFirst();
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    ways().forEach(Way::close);
    redis.close();
    cluster().ifPresent(SentinelCluster::close);
    servers.close();
  }

  /** A node with its ways to the servers. */
  final class Way implements AutoCloseable {
    private final TcpProxy toRecord;
    private final TcpProxy toRedis;
    private final Node node;

    private Way(String databaseUrl, Launch launch) {
      URI record = URI.create(databaseUrl);
      this.toRecord = new TcpProxy(record.getPort());
      this.toRedis = new TcpProxy(redis.port());
      String database =
          databaseUrl.replace(":" + record.getPort() + "/", ":" + toRecord.port() + "/");
      this.node = new Node(town, reaching(launch).with("DATABASE_URL", database));
    }

    private Launch reaching(Launch launch) {
      if (cluster == null) {
        return launch.with("REDIS_URL", redisAt(toRedis.port()));
      }
      return launch
          .with("REDIS_URL", cluster.url())
          .with("REDIS_SENTINEL_PASSWORD", cluster.sentinelPassword());
    }

    TcpProxy toRecord() {
      return toRecord;
    }

    TcpProxy toRedis() {
      return toRedis;
    }

    Node node() {
      return node;
    }

    @Override
    public void close() {
      node.close();
      toRecord.close();
      toRedis.close();
    }
  }
}
