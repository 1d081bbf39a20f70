package org.goldcard.venues.device;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When nothing heard of a device is worth a word: after so long, counted within the hours in which
 * venues are open. What they close for the night is not missed before the morning.
 *
 * @param bound after so long a device is silent; two minutes to a day
 * @param opens the beginning of the hours, by Jinan's clock
 * @param closes their end, later than the beginning; midnight ends a day
 */
public record SilenceRule(Duration bound, LocalTime opens, LocalTime closes) {
  /** The shortest bound: a device is written once a minute. */
  public static final Duration SHORTEST = Duration.ofMinutes(2);

  /** The longest bound. */
  public static final Duration LONGEST = Duration.ofDays(1);

  private static final ZoneId JINAN = ZoneId.of("Asia/Shanghai");
  private static final Pattern HOURS =
      Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])");

  /** Refuses bounds and hours that mean nothing. */
  public SilenceRule {
    if (bound.compareTo(SHORTEST) < 0 || bound.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("bound: outside two minutes to a day");
    }
    if (!closes.equals(LocalTime.MIDNIGHT) && !closes.isAfter(opens)) {
      throw new IllegalArgumentException("closes: not after opens");
    }
  }

  /** A quarter of an hour, between 6 in the morning and 10 at night. */
  public static SilenceRule usual() {
    return new SilenceRule(Duration.ofMinutes(15), LocalTime.of(6, 0), LocalTime.of(22, 0));
  }

  /**
   * A rule of written hours.
   *
   * @param hours such as {@code 06:00-22:00}; {@code 00:00-24:00} for always
   * @return empty where they are not so written, or end before they begin
   */
  public static Optional<SilenceRule> of(Duration bound, String hours) {
    Matcher matcher = HOURS.matcher(hours);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int end = minutes(matcher.group(3), matcher.group(4));
    int begin = minutes(matcher.group(1), matcher.group(2));
    if (end <= begin || end > 24 * 60) {
      return Optional.empty();
    }
    LocalTime closes = LocalTime.ofSecondOfDay(end % (24 * 60) * 60L);
    return Optional.of(new SilenceRule(bound, LocalTime.ofSecondOfDay(begin * 60L), closes));
  }

  private static int minutes(String hours, String minutes) {
    return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
  }

  /** Since when the venues are open that are open at a moment; empty where they are closed. */
  Optional<Instant> openSince(Instant moment) {
    ZonedDateTime local = moment.atZone(JINAN);
    LocalTime time = local.toLocalTime();
    boolean ended = !closes.equals(LocalTime.MIDNIGHT) && !time.isBefore(closes);
    if (time.isBefore(opens) || ended) {
      return Optional.empty();
    }
    boolean always = opens.equals(LocalTime.MIDNIGHT) && closes.equals(LocalTime.MIDNIGHT);
    return Optional.of(always ? Instant.MIN : local.with(opens).toInstant());
  }
}
