package org.goldcard.web;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
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
import org.goldcard.web.connection.Connections;
import org.goldcard.web.connection.Entrance;
import org.goldcard.web.limit.Doors;
import org.goldcard.web.limit.Shed;
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
  private static final int STREAMS = 100;
  private static final int RESETS = 200;
  private static final int RESET_SECONDS = 10;
  private static final int HANDSHAKE_SECONDS = 5;
  private static final int BACKLOG = 4096;

  /** Bytes the system may hold for a caller that does not read; it would take megabytes. */
  private static final int SEND_BUFFER = 128 * 1024;

  private final List<HttpServer> servers;

  private WebServer(List<HttpServer> servers) {
    this.servers = servers;
  }

  /**
   * Listens.
   *
   * @param doors what bounds the node
   * @throws IllegalArgumentException when plain HTTP would be reachable from elsewhere with no
   *     trusted proxy named
   */
  public static Future<WebServer> start(
      Vertx vertx, HttpOptions options, Doors doors, Router router) {
    if (options.tls() == null && !isLoopback(options.host()) && options.proxies().isEmpty()) {
      throw new IllegalArgumentException("tls: needed beyond loopback, or trusted proxies");
    }
    List<HttpServer> servers = new CopyOnWriteArrayList<>();
    Entrance entrance =
        new Entrance(options.connections(), options.proxies()::isCounted, doors.shed());
    DeploymentOptions many = new DeploymentOptions().setInstances(options.instances());
    return vertx
        .deployVerticle(() -> new Listener(options, doors, entrance, router, servers), many)
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
    private final Doors doors;
    private final Entrance entrance;
    private final Router router;
    private final List<HttpServer> servers;

    Listener(
        HttpOptions options,
        Doors doors,
        Entrance entrance,
        Router router,
        List<HttpServer> servers) {
      this.entrance = entrance;
      this.options = options;
      this.doors = doors;
      this.router = router;
      this.servers = servers;
    }

    @Override
    public Future<?> start() {
      Connections connections =
          new Connections(
              options.connections().share(options.instances()),
              doors.nanos(),
              options.proxies()::counted,
              entrance,
              doors.shed());
      connections.start(vertx);
      HttpServer server = vertx.createHttpServer(serverOptions());
      server.connectionHandler(connections::opened);
      server.invalidRequestHandler(Listener::refuse);
      server.exceptionHandler(e -> LOG.debug("a connection failed", e));
      server.requestHandler(request -> serve(connections, request));
      return server.listen().onSuccess(servers::add);
    }

    private void serve(Connections connections, HttpServerRequest request) {
      connections.began(request);
      if (request.response().writeQueueFull()) {
        whenRead(request);
      } else {
        router.handle(request);
      }
    }

    /** A caller that asks for more before it has read what it asked for waits, and not for long. */
    private void whenRead(HttpServerRequest request) {
      request.pause();
      long alarm =
          vertx.setTimer(
              options.answerTime().toMillis(),
              id -> {
                doors.shed().count(Shed.Reason.SLOW_READER);
                closeAfter(request);
              });
      request
          .response()
          .drainHandler(
              drained -> {
                if (vertx.cancelTimer(alarm)) {
                  router.handle(request);
                  request.resume();
                }
              });
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
              .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
              // Nobody speaks WebSocket here; its handler only logs the stacks of bad pipelines.
              .setPerMessageWebSocketCompressionSupported(false)
              .setPerFrameWebSocketCompressionSupported(false)
              .setHttp2ClearTextEnabled(false)
              .setInitialSettings(streams())
              .setHttp2RstFloodMaxRstFramePerWindow(RESETS)
              .setHttp2RstFloodWindowDuration(RESET_SECONDS)
              .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
              .setAcceptBacklog(BACKLOG)
              .setSendBufferSize(SEND_BUFFER)
              .setReuseAddress(true)
              .setTcpNoDelay(true);
      HttpOptions.Tls tls = options.tls();
      if (tls != null) {
        http.setSsl(true).setUseAlpn(true).setKeyCertOptions(pem(tls));
      }
      return http;
    }

    private static Http2Settings streams() {
      return new Http2Settings().setMaxConcurrentStreams(STREAMS).setMaxHeaderListSize(MAX_HEADERS);
    }

    private static PemKeyCertOptions pem(HttpOptions.Tls tls) {
      return new PemKeyCertOptions()
          .addCertPath(tls.certificate().toString())
          .addKeyPath(tls.key().toString());
    }

    /** A request that is no HTTP, or whose line or headers are too long. */
    private static void refuse(HttpServerRequest request) {
      Answer answer = Problems.of(Refused.of(Problems.codeOf(request)), "none");
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
