package org.goldcard.redis.link;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the master that comes back by itself. Requests are pipelined on it; while it is
 * away they fail at once instead of queueing.
 *
 * <p>Before a connection is used its server must say that it is a master that never evicts. Every
 * {@link #PULSE} it is asked again, and the Sentinels, if there are any, where the master is: a
 * connection whose server is silent, has become a replica or unfit, or is no longer the master is
 * given up for another. Safe from any thread.
 */
public final class RedisLink {
  /** How long an asked connection may say nothing before it is replaced. */
  public static final Duration SILENCE = Duration.ofSeconds(2);

  /** How often the server is asked what it is. */
  public static final Duration PULSE = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final long SHORTEST_PAUSE = 50;
  private static final long LONGEST_PAUSE = 500;

  /** Of the timer of pulses: not started, or never to be, for its parent's is enough. */
  private static final long NOT_YET = -1;

  private static final long NONE = -2;

  private final Vertx vertx;
  private final String name;
  private final MasterSearch search;
  private final List<RedisLink> siblings = new CopyOnWriteArrayList<>();

  private volatile @Nullable Contact contact;
  private volatile @Nullable RedisUnavailable unfit;
  private @Nullable Future<Void> connecting;
  private long pulse = NOT_YET;
  private boolean closed;
  private boolean told;
  private long pause = SHORTEST_PAUSE;

  /** Where it lives; null where any event loop will do. */
  private final @Nullable Context home;

  private final Waits waits;

  private RedisLink(Vertx vertx, String name, MasterSearch search, @Nullable Context home) {
    this.vertx = vertx;
    this.name = name;
    this.search = search;
    this.home = home;
    this.waits = new Waits(vertx, System::nanoTime);
  }

  /**
   * A link for calls of functions, which are brought to this version on every new connection. It
   * connects when first asked to.
   */
  public static RedisLink of(Vertx vertx, RedisServers servers, FunctionLibrary library) {
    return new RedisLink(vertx, "commands", new MasterSearch(vertx, servers, library::bring), null);
  }

  /** A link of the deploy user, which loads the functions whatever is there. */
  public static RedisLink loading(Vertx vertx, RedisServers servers, FunctionLibrary library) {
    return new RedisLink(vertx, "deploy", new MasterSearch(vertx, servers, library::load), null);
  }

  /**
   * Another connection to the same server, for requests that wait: it is made anew whenever this
   * one is, and closed with it.
   *
   * @param purpose for log lines
   */
  public RedisLink sibling(String purpose) {
    return sibling(purpose, null);
  }

  /** The same for one event loop: whoever asks there is answered there. */
  RedisLink near(Context home) {
    return sibling("near", home);
  }

  private RedisLink sibling(String purpose, @Nullable Context where) {
    RedisLink sibling = new RedisLink(vertx, purpose, search.withoutGreeting(), where);
    sibling.pulse = NONE;
    siblings.add(sibling);
    return sibling;
  }

  /** Connects now unless connected; a failed attempt is repeated in the background. */
  public Future<Void> connect() {
    synchronized (this) {
      if (closed) {
        return Future.failedFuture(RedisUnavailable.away());
      }
      if (contact != null) {
        return Future.succeededFuture();
      }
      if (connecting == null) {
        connecting = attempt().onComplete(done -> ended(done.cause()));
      }
      if (pulse == NOT_YET) {
        pulse = vertx.setPeriodic(PULSE.toMillis(), id -> beat());
      }
      return connecting;
    }
  }

  /** Whether requests can be sent at the moment. */
  public boolean isConnected() {
    return contact != null;
  }

  /** The run of the connected server, another one after each of its starts; empty while away. */
  public Optional<String> runId() {
    Contact now = contact;
    return now == null ? Optional.empty() : Optional.of(now.facts().runId());
  }

  /** Why the server answers but must not be used; empty when it may, or is away. */
  public Optional<String> objection() {
    RedisUnavailable reason = unfit;
    return reason == null ? Optional.empty() : Optional.ofNullable(reason.getMessage());
  }

  /** Sends a request; fails when not connected, refused, or not answered in time. */
  public Future<@Nullable Response> send(Request request, long timeoutMillis) {
    Contact now = contact;
    if (now == null) {
      RedisUnavailable reason = unfit;
      return Future.failedFuture(reason == null ? RedisUnavailable.away() : reason);
    }
    Future<@Nullable Response> answer =
        home == null
            ? now.line().ask(request, timeoutMillis)
            : waits.bound(now.line().ask(request), timeoutMillis);
    return answer.recover(failure -> failed(now, failure));
  }

  /** Gives the present connection up for a new one. */
  public void renew() {
    Contact now = contact;
    if (now != null) {
      drop(now);
    }
  }

  /** Closes the connection and its siblings for good. */
  public Future<Void> close() {
    Contact last;
    synchronized (this) {
      closed = true;
      last = contact;
      contact = null;
      vertx.cancelTimer(pulse);
    }
    if (last != null) {
      last.line().close();
    }
    search.close();
    return Future.join(siblings.stream().map(RedisLink::close).toList()).mapEmpty();
  }

  private Future<@Nullable Response> failed(Contact now, Throwable failure) {
    boolean answered = failure instanceof ErrorType error && !error.is("CONNECTION_CLOSED");
    boolean refused = failure instanceof ErrorType error && error.is("READONLY");
    boolean silent = failure instanceof TimeoutException && now.line().isSilentFor(SILENCE);
    if (refused || silent || isClosed(failure)) {
      drop(now);
    }
    return Future.failedFuture(answered ? failure : RedisUnavailable.because(failure));
  }

  private static boolean isClosed(Throwable failure) {
    return String.valueOf(failure.getMessage()).toUpperCase(Locale.ROOT).contains("CLOSED");
  }

  private Future<Void> attempt() {
    Context at = home;
    if (at == null) {
      return search.find().compose(this::take);
    }
    Promise<Void> taken = Promise.promise();
    at.runOnContext(now -> search.find().compose(this::take).onComplete(taken));
    return taken.future();
  }

  private Future<Void> take(Contact fresh) {
    synchronized (this) {
      if (closed) {
        fresh.line().close();
        return Future.failedFuture(RedisUnavailable.away());
      }
      contact = fresh;
      pause = SHORTEST_PAUSE;
    }
    fresh.line().onEnd(() -> drop(fresh));
    return Future.succeededFuture();
  }

  private void ended(@Nullable Throwable failure) {
    long next;
    boolean tell;
    boolean isUnfit = failure instanceof RedisUnavailable known && known.isUnfit();
    synchronized (this) {
      connecting = null;
      tell = told != (failure != null) || isUnfit != (unfit != null);
      told = failure != null;
      unfit = isUnfit ? (RedisUnavailable) failure : null;
      next = contact != null || closed ? 0 : pause;
      pause = Math.min(LONGEST_PAUSE, pause * 2);
    }
    if (tell) {
      tell(failure, isUnfit);
    }
    if (next > 0) {
      vertx.setTimer(next, id -> again());
    }
  }

  private void tell(@Nullable Throwable failure, boolean isUnfit) {
    if (failure == null) {
      LOG.info("redis ({}): connected again", name);
    } else if (isUnfit) {
      LOG.error("redis ({}): must not be used: {}", name, failure.getMessage());
    } else {
      LOG.warn("redis ({}): not connected, trying again: {}", name, failure.getMessage());
    }
  }

  private void again() {
    connect().onFailure(e -> LOG.debug("redis ({}): still away", name));
  }

  private void drop(Contact dead) {
    synchronized (this) {
      if (contact != dead) {
        return;
      }
      contact = null;
    }
    dead.line().close();
    siblings.forEach(RedisLink::renew);
    again();
  }

  private void beat() {
    Contact now = contact;
    if (now == null) {
      return;
    }
    if (now.line().isSilentFor(SILENCE)) {
      drop(now);
      return;
    }
    MasterSearch.facts(now.line(), SILENCE.toMillis())
        .onSuccess(facts -> check(now, facts))
        .onFailure(failure -> lose(now, failure));
    search
        .isElsewhere(now.address())
        .onSuccess(
            elsewhere -> {
              if (elsewhere) {
                LOG.warn("redis ({}): the Sentinels name another master", name);
                drop(now);
              }
            });
  }

  private void lose(Contact now, Throwable failure) {
    if (isClosed(failure)) {
      drop(now);
    }
  }

  private void check(Contact now, ServerFacts facts) {
    if (facts.objection().isPresent()) {
      LOG.warn("redis ({}): {}", name, facts.objection().get().getMessage());
      drop(now);
    }
  }
}
