package org.goldcard.web.api.events;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldcard.status.Position;

/**
 * A place in the feed as a scanner remembers it: the {@code id} of an event.
 *
 * @param epoch rises when the feed starts anew
 * @param rev dense within an epoch
 */
record Mark(long epoch, long rev) {
  static final Mark NONE = new Mark(0, 0);
  private static final Pattern FORM = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,18})");

  /** The mark of a position. */
  static Mark of(Position position) {
    return new Mark(position.epoch(), position.seq());
  }

  /** The mark with this text. */
  static Optional<Mark> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new Mark(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  /** The mark as text. */
  String text() {
    return epoch + "." + rev;
  }
}
