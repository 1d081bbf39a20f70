package org.goldcard.web;

import java.nio.file.Path;
import java.time.Duration;
import org.goldcard.web.connection.ConnectionBounds;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the server listens.
 *
 * @param host the address to listen on
 * @param port the port; 0 for one that is free
 * @param instances how many event loops serve it
 * @param tls certificate and key; null where a trusted proxy or loopback stands in front
 * @param proxies whose forwarded addresses count
 * @param bodyTime how long a body may take to arrive
 * @param answerTime how long a request may take to be answered
 * @param idleTime how long a connection may be without a request
 * @param connections how many connections there may be
 */
public record HttpOptions(
    String host,
    int port,
    int instances,
    @Nullable Tls tls,
    TrustedProxies proxies,
    Duration bodyTime,
    Duration answerTime,
    Duration idleTime,
    ConnectionBounds connections) {
  private static final int CONNECTIONS = 10_000;
  private static final int PER_ADDRESS = 2_000;

  /** Refuses what cannot be listened on. */
  public HttpOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: outside 0 to 65535");
    }
    if (instances < 1) {
      throw new IllegalArgumentException("instances: below 1");
    }
  }

  /** The usual number of connections: 10,000 in all, 2,000 from one address. */
  public HttpOptions(
      String host,
      int port,
      int instances,
      @Nullable Tls tls,
      TrustedProxies proxies,
      Duration bodyTime,
      Duration answerTime,
      Duration idleTime) {
    this(
        host,
        port,
        instances,
        tls,
        proxies,
        bodyTime,
        answerTime,
        idleTime,
        ConnectionBounds.of(CONNECTIONS, PER_ADDRESS, idleTime));
  }

  /** The usual times: 10 s for a body, 10 s for an answer, 60 s without a request. */
  public static HttpOptions of(
      String host, int port, int instances, @Nullable Tls tls, TrustedProxies proxies) {
    Duration ten = Duration.ofSeconds(10);
    return new HttpOptions(host, port, instances, tls, proxies, ten, ten, Duration.ofSeconds(60));
  }

  /** The same with so many connections in all and from one address. */
  public HttpOptions withConnections(int total, int perAddress) {
    return new HttpOptions(
        host,
        port,
        instances,
        tls,
        proxies,
        bodyTime,
        answerTime,
        idleTime,
        ConnectionBounds.of(total, perAddress, idleTime));
  }

  /**
   * TLS from PEM files.
   *
   * @param certificate the chain, the server's own first
   * @param key its private key, PKCS#8
   */
  public record Tls(Path certificate, Path key) {}
}
