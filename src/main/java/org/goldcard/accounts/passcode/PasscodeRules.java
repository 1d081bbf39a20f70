package org.goldcard.accounts.passcode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which passcodes are taken: 8 to 64 characters of any script, none of those everybody tries first
 * (NIST SP 800-63B section 5.1.1.2). No kinds of characters are asked for, and nothing expires.
 */
public final class PasscodeRules {
  /** The fewest characters. */
  public static final int LEAST = 8;

  /** The most characters. */
  public static final int MOST = 64;

  private static final int RUN = 4;
  private static final int OWN = 6;
  private static final Pattern REPEATED = Pattern.compile("(.{1,4}?)\\1+.{0,3}");
  private static final Pattern DATE =
      Pattern.compile("(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])");
  private static final List<String> ROWS =
      List.of(
          "01234567890",
          "qwertyuiop",
          "asdfghjkl",
          "zxcvbnm",
          "abcdefghijklmnopqrstuvwxyz",
          "1qaz2wsx3edc4rfv5tgb6yhn7ujm");
  private static final Set<String> COMMON = common();

  private PasscodeRules() {}

  /** The same passcode however a keyboard spells it (NFKC). */
  public static String normalised(String typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFKC);
  }

  /**
   * Why a passcode is not taken; empty when it is.
   *
   * @param passcode {@link #normalised}
   * @param own what belongs to the holder and is in no passcode: numbers of documents, the phone
   */
  public static Optional<Flaw> flaw(String passcode, List<String> own) {
    return Optional.ofNullable(flawOf(passcode, own));
  }

  private static @Nullable Flaw flawOf(String passcode, List<String> own) {
    int length = passcode.codePointCount(0, passcode.length());
    if (length < LEAST) {
      return Flaw.SHORT;
    }
    if (length > MOST) {
      return Flaw.LONG;
    }
    String folded = passcode.toLowerCase(Locale.ROOT);
    if (isCommon(folded)) {
      return Flaw.COMMON;
    }
    return isOwn(folded, own) ? Flaw.OWN : null;
  }

  /** Six characters in a row of an own number, unless enough is left beside them. */
  private static boolean isOwn(String folded, List<String> own) {
    for (String text : own) {
      String known = text.toLowerCase(Locale.ROOT);
      for (int i = 0; i + OWN <= known.length(); i++) {
        int at = folded.indexOf(known.substring(i, i + OWN));
        if (at >= 0 && folded.length() - shared(folded, at, known, i) < LEAST) {
          return true;
        }
      }
    }
    return false;
  }

  private static int shared(String folded, int at, String known, int i) {
    int n = OWN;
    while (at + n < folded.length()
        && i + n < known.length()
        && folded.charAt(at + n) == known.charAt(i + n)) {
      n++;
    }
    return n;
  }

  private static boolean isCommon(String folded) {
    return COMMON.contains(folded)
        || REPEATED.matcher(folded).matches()
        || DATE.matcher(folded).matches()
        || isRow(folded);
  }

  /** Rows of keys and of the alphabet, forwards and backwards, with little else. */
  private static boolean isRow(String folded) {
    int left = folded.length();
    int i = 0;
    while (i < folded.length()) {
      int run = run(folded, i);
      if (run >= RUN) {
        left -= run;
        i += run;
      } else {
        i++;
      }
    }
    return left < RUN;
  }

  private static int run(String text, int start) {
    int longest = 0;
    for (String row : ROWS) {
      String back = new StringBuilder(row).reverse().toString();
      longest = Math.max(longest, Math.max(run(text, start, row), run(text, start, back)));
    }
    return longest;
  }

  private static int run(String text, int start, String row) {
    int end = start;
    while (end < text.length() && row.contains(text.substring(start, end + 1))) {
      end++;
    }
    return end - start;
  }

  private static Set<String> common() {
    try (InputStream in =
        PasscodeRules.class.getResourceAsStream("/accounts/common-passcodes.txt")) {
      if (in == null) {
        throw new IllegalStateException("the list of common passcodes is missing");
      }
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return all.lines().collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why a passcode is not taken. */
  public enum Flaw {
    /** Fewer than 8 characters. */
    SHORT("至少8个字符", "needs at least 8 characters"),
    /** More than 64. */
    LONG("至多64个字符", "has more than 64 characters"),
    /** One of those everybody tries first. */
    COMMON("太常见，容易被猜中，请换一个", "is too common and easily guessed; take another"),
    /** Parts of the holder's own numbers. */
    OWN("不能含本人证件号码或手机号", "must not hold your own document or phone number");

    private final String zh;
    private final String en;

    Flaw(String zh, String en) {
      this.zh = zh;
      this.en = en;
    }

    /** What is wrong, in Chinese, to follow the name of the field. */
    public String zh() {
      return zh;
    }

    /** What is wrong, in English, to follow the name of the field. */
    public String en() {
      return en;
    }
  }
}
