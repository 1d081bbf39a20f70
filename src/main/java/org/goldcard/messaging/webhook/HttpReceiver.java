package org.goldcard.messaging.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.goldcard.partners.webhook.Delivery;
import org.goldcard.partners.webhook.Delivery.Outcome;
import org.goldcard.partners.webhook.Receiver;
import org.goldcard.partners.webhook.ReceiverAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes events over HTTP (RFC 8935). The receiver's name is looked up for every push, every
 * address it has is checked, and the connection goes to the checked one, so that a name that leads
 * elsewhere a moment later leads nowhere; the certificate must be for the name. No redirect is
 * followed, time and size of an answer are bounded. Safe from any thread.
 */
public final class HttpReceiver implements Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(HttpReceiver.class);
  private static final String SET = "application/secevent+jwt";
  private static final int LONGEST = 8192;
  private static final int LOOKUPS = 8;
  private static final int ACCEPTED = 202;
  private static final int REFUSED = 400;

  private final HttpClientAgent client;
  private final WorkerExecutor lookups;
  private final Names names;
  private final AddressRules rules;
  private final Duration patience;

  /**
   * Pushes from here, by the names of this machine's resolver.
   *
   * @param authority PEM file of the authorities that are trusted; null for those Java trusts
   * @param patience how long one push may take in all
   */
  public HttpReceiver(
      Vertx vertx, AddressRules rules, @Nullable Path authority, Duration patience) {
    this(vertx, rules, authority, patience, InetAddress::getAllByName);
  }

  /** The same by other names. */
  public HttpReceiver(
      Vertx vertx, AddressRules rules, @Nullable Path authority, Duration patience, Names names) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setVerifyHost(true)
            .setConnectTimeout((int) patience.toMillis())
            .setKeepAliveTimeout(15)
            .setIdleTimeout((int) patience.toSeconds() + 1)
            .setMaxHeaderSize(LONGEST)
            .setDecompressionSupported(false)
            .setTracingPolicy(io.vertx.core.tracing.TracingPolicy.IGNORE);
    if (authority != null) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(authority.toString()));
    }
    this.client =
        vertx.createHttpClient(
            options, new PoolOptions().setHttp1MaxSize(4).setMaxWaitQueueSize(64));
    this.lookups = vertx.createSharedWorkerExecutor("webhook-names", LOOKUPS);
    this.names = names;
    this.rules = rules;
    this.patience = patience;
  }

  @Override
  public Future<Delivery> push(URI url, String token) {
    AtomicReference<@Nullable HttpClientRequest> request = new AtomicReference<>();
    return lookups
        .executeBlocking(() -> checked(url), false)
        .compose(
            found ->
                found.address() == null
                    ? Future.succeededFuture(new Delivery(Outcome.ADDRESS, found.problem()))
                    : push(url, found.address(), token, request))
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .recover(failure -> failed(failure, request.get()));
  }

  /** The first address of the name; none when the name has one that may not be connected to. */
  private Found checked(URI url) {
    try {
      InetAddress[] all = names.addresses(url.getHost());
      for (InetAddress address : all) {
        if (!rules.allows(address)) {
          return new Found(null, "private");
        }
      }
      return new Found(all[0], "");
    } catch (UnknownHostException e) {
      return new Found(null, "unknown");
    }
  }

  /** Where a name leads; why it leads nowhere, when there is no address. */
  private record Found(@Nullable InetAddress address, String problem) {}

  private Future<Delivery> push(
      URI url,
      InetAddress address,
      String token,
      AtomicReference<@Nullable HttpClientRequest> kept) {
    int port = ReceiverAddress.portOf(url);
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
            .setHost(url.getHost())
            .setPort(port)
            .setSsl("https".equals(url.getScheme()))
            .setURI(url.getRawQuery() == null ? path : path + '?' + url.getRawQuery())
            .setFollowRedirects(false)
            .putHeader("Content-Type", SET)
            .putHeader("Accept", "application/json");
    return client
        .request(options)
        .compose(
            request -> {
              kept.set(request);
              return request.send(Buffer.buffer(token)).compose(HttpReceiver::read);
            });
  }

  private static Future<Delivery> read(HttpClientResponse response) {
    int status = response.statusCode();
    if (status == ACCEPTED) {
      // It has been taken, whatever follows; whoever sends much of it is hung up on.
      drained(response).onFailure(e -> LOG.debug("an answer with too long a body", e));
      return Future.succeededFuture(Delivery.ACCEPTED);
    }
    if (status >= 300 && status < 400) {
      return drained(response)
          .transform(done -> Future.succeededFuture(Delivery.of(Outcome.REDIRECT)));
    }
    Delivery other = new Delivery(Outcome.STATUS, Integer.toString(status));
    return drained(response)
        .map(body -> status == REFUSED ? Refusal.read(body) : other)
        .otherwise(other);
  }

  /** The body, if it is short. */
  private static Future<Buffer> drained(HttpClientResponse response) {
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(whole::tryFail);
    response.endHandler(end -> whole.tryComplete(body));
    response.handler(
        piece -> {
          body.appendBuffer(piece);
          if (body.length() > LONGEST && whole.tryFail("too long")) {
            response.request().reset().onFailure(e -> LOG.debug("already closed", e));
          }
        });
    return whole.future();
  }

  private static Future<Delivery> failed(Throwable failure, @Nullable HttpClientRequest request) {
    if (request != null) {
      request.reset().onFailure(e -> LOG.debug("already closed", e));
    }
    return Future.succeededFuture(Delivery.of(outcomeOf(failure)));
  }

  private static Outcome outcomeOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return Outcome.CERTIFICATE;
      }
      if (cause instanceof TimeoutException) {
        return Outcome.TIMEOUT;
      }
    }
    return Outcome.CONNECTION;
  }

  /** Closes the connections. */
  public Future<Void> close() {
    return client.close().eventually(lookups::close);
  }

  /** Where names lead. Blocks. */
  @FunctionalInterface
  public interface Names {
    /** Every address of a name, at least one. */
    InetAddress[] addresses(String host) throws UnknownHostException;
  }
}
