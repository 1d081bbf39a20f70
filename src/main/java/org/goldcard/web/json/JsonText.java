package org.goldcard.web.json;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON straight to UTF-8, member by member: no tree, no copies. Names of members are plain
 * ASCII. For one thread and one text.
 */
public final class JsonText {
  private static final String HEX = "0123456789abcdef";
  private static final int MILLI = 1_000_000;

  private byte[] bytes;
  private int end;

  /** Starts a text of about so many bytes. */
  public JsonText(int usual) {
    this.bytes = new byte[usual];
  }

  /** Opens an object or array by itself: the whole, or an element. */
  @CanIgnoreReturnValue
  public JsonText open(char bracket) {
    separate();
    return raw(bracket);
  }

  /** Opens an object or array as a member. */
  @CanIgnoreReturnValue
  public JsonText open(String name, char bracket) {
    return name(name).raw(bracket);
  }

  /** Closes what was opened. */
  @CanIgnoreReturnValue
  public JsonText close(char bracket) {
    return raw(bracket);
  }

  /** A text, if there is one. */
  @CanIgnoreReturnValue
  public JsonText text(String name, @Nullable String value) {
    return value == null ? this : name(name).raw('"').escaped(value).raw('"');
  }

  /** A whole number. */
  @CanIgnoreReturnValue
  public JsonText number(String name, long value) {
    return name(name).ascii(Long.toString(value));
  }

  /** A number of thousandths with three decimals. */
  @CanIgnoreReturnValue
  public JsonText thousandths(String name, long value) {
    long size = Math.abs(value);
    name(name).ascii(value < 0 ? "-" : "").ascii(Long.toString(size / 1000)).raw('.');
    return digits((int) (size % 1000), 3);
  }

  /** True or false. */
  @CanIgnoreReturnValue
  public JsonText flag(String name, boolean value) {
    return name(name).ascii(value ? "true" : "false");
  }

  /** A moment in UTC, to the millisecond, as {@link Instant#toString} writes it. */
  @CanIgnoreReturnValue
  public JsonText moment(String name, Instant value) {
    LocalDateTime utc =
        LocalDateTime.ofEpochSecond(value.getEpochSecond(), value.getNano(), ZoneOffset.UTC);
    name(name).raw('"').date(utc.toLocalDate()).raw('T');
    digits(utc.getHour(), 2).raw(':').digits(utc.getMinute(), 2).raw(':');
    digits(utc.getSecond(), 2);
    int millis = value.getNano() / MILLI;
    if (millis > 0) {
      raw('.').digits(millis, 3);
    }
    return raw('Z').raw('"');
  }

  /** A day. */
  @CanIgnoreReturnValue
  public JsonText day(String name, LocalDate value) {
    return name(name).raw('"').date(value).raw('"');
  }

  /** What was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, end);
  }

  private JsonText date(LocalDate day) {
    return day.getYear() < 0 || day.getYear() > 9999
        ? ascii(day.toString())
        : digits(day.getYear(), 4)
            .raw('-')
            .digits(day.getMonthValue(), 2)
            .raw('-')
            .digits(day.getDayOfMonth(), 2);
  }

  private JsonText name(String name) {
    separate();
    return raw('"').ascii(name).raw('"').raw(':');
  }

  private void separate() {
    if (end > 0 && bytes[end - 1] != '{' && bytes[end - 1] != '[') {
      raw(',');
    }
  }

  @CanIgnoreReturnValue
  private JsonText raw(int ascii) {
    room(1);
    bytes[end++] = (byte) ascii;
    return this;
  }

  @CanIgnoreReturnValue
  private JsonText ascii(String text) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[end++] = (byte) text.charAt(i);
    }
    return this;
  }

  @CanIgnoreReturnValue
  private JsonText digits(int value, int width) {
    room(width);
    int rest = value;
    for (int i = end + width - 1; i >= end; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    end += width;
    return this;
  }

  private JsonText escaped(String text) {
    room(6 * text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        bytes[end++] = '\\';
        bytes[end++] = (byte) c;
      } else if (c >= ' ' && c < 0x80) {
        bytes[end++] = (byte) c;
      } else if (c < ' ') {
        ascii("\\u00").raw(HEX.charAt(c >> 4)).raw(HEX.charAt(c & 15));
      } else if (Character.isHighSurrogate(c) && isLow(text, i + 1)) {
        utf8(Character.toCodePoint(c, text.charAt(++i)));
      } else {
        utf8(Character.isSurrogate(c) ? '\uFFFD' : c);
      }
    }
    return this;
  }

  private static boolean isLow(String text, int at) {
    return at < text.length() && Character.isLowSurrogate(text.charAt(at));
  }

  private void utf8(int point) {
    if (point < 0x800) {
      bytes[end++] = (byte) (0xC0 | (point >> 6));
    } else {
      if (point < 0x10000) {
        bytes[end++] = (byte) (0xE0 | (point >> 12));
      } else {
        bytes[end++] = (byte) (0xF0 | (point >> 18));
        bytes[end++] = continued(point >> 12);
      }
      bytes[end++] = continued(point >> 6);
    }
    bytes[end++] = continued(point);
  }

  private static byte continued(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }

  private void room(int more) {
    if (end + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, end + more));
    }
  }
}
