package org.goldcard.card;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What came of a wish: a value, or an expected refusal. A refusal is an answer, not an error.
 *
 * @param <T> the value
 */
public final class Outcome<T> {
  private final @Nullable T value;
  private final @Nullable CardRefusal refusal;

  private Outcome(@Nullable T value, @Nullable CardRefusal refusal) {
    this.value = value;
    this.refusal = refusal;
  }

  /** It was done. */
  public static <T> Outcome<T> done(T value) {
    return new Outcome<>(value, null);
  }

  /** It was refused. */
  public static <T> Outcome<T> refused(CardRefusal refusal) {
    return new Outcome<>(null, refusal);
  }

  /** One of the two, as one result. */
  public <R> R fold(
      Function<? super T, ? extends R> onDone, Function<CardRefusal, ? extends R> onRefused) {
    if (refusal != null) {
      return onRefused.apply(refusal);
    }
    if (value == null) {
      throw new IllegalStateException("an outcome holds a value or a refusal");
    }
    return onDone.apply(value);
  }

  /** The value changed, a refusal kept. */
  public <R> Outcome<R> map(Function<? super T, ? extends R> change) {
    return fold(v -> Outcome.<R>done(change.apply(v)), Outcome::<R>refused);
  }

  /** Whether it was done. */
  public boolean isDone() {
    return refusal == null;
  }

  @Override
  public String toString() {
    return refusal == null ? "done " + value : "refused " + refusal;
  }
}
