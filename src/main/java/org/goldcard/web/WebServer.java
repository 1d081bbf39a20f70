package org.goldcard.web;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listening server: one verticle per event loop on one port. It takes plain HTTP only on
 * loopback or behind trusted proxies, bounds line, headers and idle connections, and never
 * decompresses.
 */
public final class WebServer {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final int MAX_LINE = 4096;
  private static final int MAX_HEADERS = 8192;

  private final List<HttpServer> servers;

  private WebServer(List<HttpServer> servers) {
    this.servers = servers;
  }

  /**
   * Listens.
   *
   * @throws IllegalArgumentException when plain HTTP would be reachable from elsewhere with no
   *     trusted proxy named
   */
  public static Future<WebServer> start(Vertx vertx, HttpOptions options, Router router) {
    if (options.tls() == null && !isLoopback(options.host()) && options.proxies().isEmpty()) {
      throw new IllegalArgumentException("tls: needed beyond loopback, or trusted proxies");
    }
    List<HttpServer> servers = new CopyOnWriteArrayList<>();
    DeploymentOptions many = new DeploymentOptions().setInstances(options.instances());
    return vertx
        .deployVerticle(() -> new Listener(options, router, servers), many)
        .map(deployed -> new WebServer(servers));
  }

  /** The port it listens on. */
  public int port() {
    return servers.get(0).actualPort();
  }

  /** Takes no more requests and ends when those under way are answered, at the latest in time. */
  public Future<Void> stop(Duration drain) {
    List<Future<Void>> all =
        servers.stream().map(s -> s.shutdown(drain.toMillis(), TimeUnit.MILLISECONDS)).toList();
    return Future.join(all).mapEmpty();
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("host: no such address", e);
    }
  }

  /** One event loop's share. */
  private static final class Listener extends VerticleBase {
    private final HttpOptions options;
    private final Router router;
    private final List<HttpServer> servers;

    Listener(HttpOptions options, Router router, List<HttpServer> servers) {
      this.options = options;
      this.router = router;
      this.servers = servers;
    }

    @Override
    public Future<?> start() {
      IdleConnections idle = new IdleConnections(vertx, options.idleTime());
      HttpServer server = vertx.createHttpServer(serverOptions());
      server.connectionHandler(idle::opened);
      server.invalidRequestHandler(Listener::refuse);
      server.exceptionHandler(e -> LOG.debug("a connection failed", e));
      server.requestHandler(request -> serve(idle, request));
      return server.listen().onSuccess(servers::add);
    }

    private void serve(IdleConnections idle, HttpServerRequest request) {
      idle.began(request);
      router.handle(request);
    }

    private HttpServerOptions serverOptions() {
      HttpServerOptions http =
          new HttpServerOptions()
              .setHost(options.host())
              // Below zero: one free port that all instances share.
              .setPort(options.port() == 0 ? -1 : options.port())
              .setMaxInitialLineLength(MAX_LINE)
              .setMaxHeaderSize(MAX_HEADERS)
              // A second net below the watch on connections, in seconds.
              .setIdleTimeout((int) (2 * options.idleTime().toSeconds()))
              .setHttp2ClearTextEnabled(false)
              .setReuseAddress(true)
              .setTcpNoDelay(true);
      HttpOptions.Tls tls = options.tls();
      if (tls != null) {
        http.setSsl(true).setUseAlpn(true).setKeyCertOptions(pem(tls));
      }
      return http;
    }

    private static PemKeyCertOptions pem(HttpOptions.Tls tls) {
      return new PemKeyCertOptions()
          .addCertPath(tls.certificate().toString())
          .addKeyPath(tls.key().toString());
    }

    /** A request that is no HTTP, or whose line or headers are too long. */
    private static void refuse(HttpServerRequest request) {
      Answer answer = Problems.of(Refused.of(Routes.codeOf(request)), "none");
      request
          .response()
          .setStatusCode(answer.status())
          .putHeader("Content-Type", String.valueOf(answer.type()))
          .putHeader("Cache-Control", "no-store")
          .putHeader("Connection", "close")
          .end(Buffer.buffer(answer.body().getBytes()))
          .onComplete(sent -> closeAfter(request));
    }

    private static void closeAfter(HttpServerRequest request) {
      request.connection().close().onFailure(e -> LOG.debug("already closed", e));
    }
  }
}
