package org.goldcard.fault;

import java.net.URI;
import java.util.List;
import org.goldcard.dev.embedded.RunningServers;
import org.goldcard.testbed.Launch;
import org.goldcard.testbed.Node;
import org.goldcard.testbed.TcpProxy;
import org.goldcard.testbed.Town;
import org.goldcard.testkit.RedisProcess;
import org.goldcard.testkit.TestServers;

/**
 * Two nodes of one town on a PostgreSQL and a Redis of their own, each node by ways of its own that
 * can be cut. Blocks.
 */
final class World implements AutoCloseable {
  private static final String USER = "node";
  private static final String PASSWORD = "carp-lotus-willow-1875";
  private static final int SCANNERS = 4;

  private final RunningServers servers;
  private final RedisProcess redis;
  private final Town town;
  private final Way first;
  private final Way second;

  World(int cards) {
    this.servers = TestServers.throwAway(TestServers.emptyDirectory());
    this.redis = new RedisProcess("--user", USER, "on", ">" + PASSWORD, "~*", "&*", "+@all");
    int port = URI.create(redis.url()).getPort();
    this.town = new Town(servers.databaseUrl(), redisAt(port), cards, SCANNERS);
    this.first = new Way(port);
    this.second = new Way(port);
    first.node().awaitReady();
    second.node().awaitReady();
  }

  private static String redisAt(int port) {
    return "redis://" + USER + ":" + PASSWORD + "@127.0.0.1:" + port + "/0";
  }

  RunningServers servers() {
    return servers;
  }

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

  List<Way> ways() {
    return List.of(first, second);
  }

  @Override
  public void close() {
    ways().forEach(Way::close);
    redis.close();
    servers.close();
  }

  /** A node with its ways to the servers. */
  final class Way implements AutoCloseable {
    private final TcpProxy toRecord;
    private final TcpProxy toRedis;
    private final Node node;

    private Way(int redisPort) {
      URI record = URI.create(servers.databaseUrl());
      this.toRecord = new TcpProxy(record.getPort());
      this.toRedis = new TcpProxy(redisPort);
      String database =
          servers.databaseUrl().replace(":" + record.getPort() + "/", ":" + toRecord.port() + "/");
      Launch launch = Launch.main(town, List.of("serve"));
      this.node =
          new Node(
              town,
              launch.with("DATABASE_URL", database).with("REDIS_URL", redisAt(toRedis.port())));
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
