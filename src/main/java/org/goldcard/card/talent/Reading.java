package org.goldcard.card.talent;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a written value: the value, or the flaw that forbids it.
 *
 * @param <T> the value
 */
public final class Reading<T> {
  private final @Nullable T value;
  private final @Nullable Flaw flaw;

  private Reading(@Nullable T value, @Nullable Flaw flaw) {
    this.value = value;
    this.flaw = flaw;
  }

  /** It was read. */
  public static <T> Reading<T> of(T value) {
    return new Reading<>(value, null);
  }

  /** It cannot be read. */
  public static <T> Reading<T> flawed(Flaw flaw) {
    return new Reading<>(null, flaw);
  }

  /** The value, unless there is a flaw. */
  public Optional<T> value() {
    return Optional.ofNullable(value);
  }

  /** The flaw, unless there is a value. */
  public Optional<Flaw> flaw() {
    return Optional.ofNullable(flaw);
  }

  /** The value read further, a flaw kept. */
  public <R> Reading<R> then(Function<? super T, Reading<R>> next) {
    return value == null ? new Reading<>(null, flaw) : next.apply(value);
  }

  @Override
  public String toString() {
    return flaw == null ? "read" : flaw.name();
  }
}
