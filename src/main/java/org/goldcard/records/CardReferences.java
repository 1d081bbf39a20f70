package org.goldcard.records;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.goldcard.card.Validity;
import org.goldcard.token.secret.KeyedReference;

/**
 * Names cards in records: the same card has the same name for one month, and names of two months
 * cannot be told to be of one card. The key of a month is derived from the look-up key and the
 * month's secret in the database; when that secret is destroyed nobody can make the name again. A
 * card goes by its index, which is random and never given twice. Safe from any thread; never
 * blocks.
 */
public final class CardReferences {
  private static final Duration ABOUT = Duration.ofHours(1);

  private final Function<String, KeyedReference> keys;
  private volatile Map<YearMonth, KeyedReference> months = Map.of();

  /**
   * Names nothing before {@link #use}.
   *
   * @param keys the key of a month from its secret in hexadecimal
   */
  public CardReferences(Function<String, KeyedReference> keys) {
    this.keys = keys;
  }

  /** Uses these secrets from now on. */
  public void use(Map<YearMonth, String> secrets) {
    months =
        secrets.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> keys.apply(e.getValue())));
  }

  /** A card's name in the month of a moment; empty where that month has no secret any more. */
  public Optional<String> name(int cardIndex, Instant at) {
    return Optional.ofNullable(months.get(month(at))).map(key -> key.of(cardIndex));
  }

  /** A live code's name in the month of a moment; empty where that month has no secret any more. */
  public Optional<String> code(int cardIndex, String nonce, Instant at) {
    return Optional.ofNullable(months.get(month(at))).map(key -> key.of(cardIndex, nonce));
  }

  /** A code's names in every month in which it may have been used, if it was about this moment. */
  public List<String> codes(int cardIndex, String nonce, Instant at) {
    return Stream.of(at, at.minus(ABOUT), at.plus(ABOUT))
        .flatMap(moment -> code(cardIndex, nonce, moment).stream())
        .distinct()
        .toList();
  }

  /** The month of Jinan's calendar in which a moment lies. */
  public static YearMonth month(Instant at) {
    LocalDate day = Validity.dayOf(at);
    return YearMonth.of(day.getYear(), day.getMonth());
  }
}
