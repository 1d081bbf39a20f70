package org.goldcard.accounts.claim;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.goldcard.accounts.People;
import org.goldcard.accounts.Person;
import org.goldcard.accounts.claim.ClaimStore.Made;
import org.goldcard.accounts.claim.ClaimStore.Waiting;
import org.goldcard.accounts.message.Destination;
import org.goldcard.accounts.message.Message;
import org.goldcard.accounts.message.Post;
import org.goldcard.token.secret.FieldIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes and sends the codes that claims wait for, after the claimant was answered: nobody learns
 * from an answer's time whether somebody was found. A code exists in memory alone, from when it is
 * made until it is handed over; where a node dies in between, another makes a new one. Safe from
 * any thread.
 */
public final class SendCodes {
  private static final Logger LOG = LoggerFactory.getLogger(SendCodes.class);
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int AT_ONCE = 16;
  private static final int CODES = 1_000_000;

  private final ClaimStore store;
  private final People people;
  private final Post post;
  private final FieldIndex index;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final Counter sent;
  private final Counter failed;
  private final AtomicInteger underWay = new AtomicInteger();

  /**
   * Sends codes of a store's claims.
   *
   * @param random the source of codes, cryptographically strong
   */
  public SendCodes(
      ClaimStore store,
      People people,
      Post post,
      FieldIndex index,
      RandomGenerator random,
      InstantSource clock,
      MeterRegistry meters) {
    this.store = store;
    this.people = people;
    this.post = post;
    this.index = index;
    this.random = random;
    this.clock = clock;
    this.sent = meters.counter("goldcard.codes", "result", "sent");
    this.failed = meters.counter("goldcard.codes", "result", "failed");
  }

  /**
   * Sends all that wait, so many at once; done when none is left that this call took. Failures are
   * told in the log: the claimant asks again.
   */
  public Future<Void> sendWaiting() {
    if (underWay.incrementAndGet() > AT_ONCE) {
      underWay.decrementAndGet();
      return Future.succeededFuture();
    }
    return next()
        .onComplete(done -> underWay.decrementAndGet())
        .compose(more -> more ? sendWaiting() : Future.succeededFuture());
  }

  private Future<Boolean> next() {
    Instant now = clock.instant();
    return store
        .take(now, now.plus(LEASE))
        .compose(
            taken ->
                taken.isEmpty()
                    ? Future.succeededFuture(false)
                    : serve(taken.get()).onFailure(this::tell).transform(done -> more()));
  }

  private static Future<Boolean> more() {
    return Future.succeededFuture(true);
  }

  private void tell(Throwable failure) {
    failed.increment();
    // Of what a gateway says nothing is repeated: it may name the number.
    LOG.warn("a code could not be sent: {}", failure.getClass().getSimpleName());
  }

  private Future<Void> serve(Waiting waiting) {
    return waiting.wish().sought().among(people).compose(found -> serve(waiting, found));
  }

  private Future<Void> serve(Waiting waiting, Optional<Person> found) {
    Wish wish = waiting.wish();
    String code = "%06d".formatted(random.nextInt(CODES));
    boolean byEmail = wish.way() == Way.EMAIL;
    List<Destination> to = found.map(p -> post.destinations(p, byEmail)).orElse(List.of());
    String key = to.isEmpty() ? null : index.hexKey("code.to", to.get(0).address());
    Long talent = to.isEmpty() ? null : found.map(Person::talentId).orElse(null);
    Made made = new Made(ClaimCard.codeKey(index, waiting.handle(), code), talent, key);
    Message message = Message.code(wish.language(), code, CodeLimits.LIFE);
    return store
        .arm(waiting.handle(), made, clock.instant())
        .compose(may -> may ? send(to, message) : Future.succeededFuture());
  }

  private Future<Void> send(List<Destination> to, Message message) {
    return post.send(to, message).onSuccess(where -> sent.increment()).mapEmpty();
  }
}
