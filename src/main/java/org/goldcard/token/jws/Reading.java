package org.goldcard.token.jws;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a token: the verified token, or the one flaw that was found first.
 *
 * @param <T> the verified token
 */
public final class Reading<T> {
  private final @Nullable T token;
  private final @Nullable Flaw flaw;
  private final Duration ahead;

  private Reading(@Nullable T token, @Nullable Flaw flaw, Duration ahead) {
    this.token = token;
    this.flaw = flaw;
    this.ahead = ahead;
  }

  /** It counts. */
  public static <T> Reading<T> verified(T token) {
    return new Reading<>(token, null, Duration.ZERO);
  }

  /** It counts for nothing. */
  public static <T> Reading<T> flawed(Flaw flaw) {
    return new Reading<>(null, flaw, Duration.ZERO);
  }

  /** Its time comes only after {@code ahead}. */
  public static <T> Reading<T> early(Duration ahead) {
    return new Reading<>(null, Flaw.TOO_EARLY, ahead);
  }

  /** One of the two, as one result. */
  public <R> R fold(
      Function<? super T, ? extends R> onVerified, Function<Flaw, ? extends R> onFlaw) {
    if (token != null) {
      return onVerified.apply(token);
    }
    if (flaw != null) {
      return onFlaw.apply(flaw);
    }
    throw new IllegalStateException("a reading holds a token or a flaw");
  }

  /** The next step of reading; a flaw stays. */
  public <R> Reading<R> then(Function<? super T, Reading<R>> next) {
    return token != null ? next.apply(token) : new Reading<>(null, flaw, ahead);
  }

  /** The token changed, a flaw kept. */
  public <R> Reading<R> map(Function<? super T, ? extends R> change) {
    return then(t -> Reading.<R>verified(change.apply(t)));
  }

  /** Whether it counts. */
  public boolean isVerified() {
    return token != null;
  }

  /** The verified token, if it counts. */
  public Optional<T> token() {
    return Optional.ofNullable(token);
  }

  /** Why it does not count, if it does not. */
  public Optional<Flaw> flaw() {
    return Optional.ofNullable(flaw);
  }

  /** How far in the future its time lies; zero unless {@link Flaw#TOO_EARLY}. */
  public Duration ahead() {
    return ahead;
  }

  @Override
  public String toString() {
    return flaw == null ? "verified" : flaw.name();
  }
}
