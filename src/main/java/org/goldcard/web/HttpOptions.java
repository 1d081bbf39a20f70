package org.goldcard.web;

import java.nio.file.Path;
import java.time.Duration;
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
 */
public record HttpOptions(
    String host,
    int port,
    int instances,
    @Nullable Tls tls,
    TrustedProxies proxies,
    Duration bodyTime,
    Duration answerTime,
    Duration idleTime) {

  /** Refuses what cannot be listened on. */
  public HttpOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: outside 0 to 65535");
    }
    if (instances < 1) {
      throw new IllegalArgumentException("instances: below 1");
    }
  }

  /** The usual times: 10 s for a body, 10 s for an answer, 60 s without a request. */
  public static HttpOptions of(
      String host, int port, int instances, @Nullable Tls tls, TrustedProxies proxies) {
    Duration ten = Duration.ofSeconds(10);
    return new HttpOptions(host, port, instances, tls, proxies, ten, ten, Duration.ofSeconds(60));
  }

  /**
   * TLS from PEM files.
   *
   * @param certificate the chain, the server's own first
   * @param key its private key, PKCS#8
   */
  public record Tls(Path certificate, Path key) {}
}
