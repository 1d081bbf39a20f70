package org.goldcard.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What the targets have in common. */
public final class Fuzzing {
  /**
   * What seeds hold where input may be secret; no message may ever show it. It has blanks, for
   * plain names of members are named.
   */
  public static final String SECRET = "Never Echo 7341";

  private Fuzzing() {}

  /** Which of several ways an input takes: its first byte says. */
  public static int way(byte[] input, int ways) {
    return input.length == 0 ? 0 : (input[0] & 0xff) % ways;
  }

  /** The input without that byte. */
  public static byte[] rest(byte[] input) {
    return input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
  }

  /** An input as text, one character a byte. */
  public static String text(byte[] input) {
    return new String(input, StandardCharsets.ISO_8859_1);
  }

  /** Fails where a message shows what came in. */
  public static void neverShown(String message) {
    if (message.contains(SECRET)) {
      throw new AssertionError("input is echoed: " + message);
    }
  }

  /** Fails where something does not hold. */
  public static void holds(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }
}
