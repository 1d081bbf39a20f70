package org.goldcard.config;

import java.util.Locale;

/** Which secrets are too weak to be taken. */
final class Strength {
  /** What every secret made for demonstration begins with. */
  static final String DEMO = "demo";

  private static final int LEAST_LENGTH = 16;
  private static final int LEAST_DIFFERENT = 8;

  private Strength() {}

  /** Refuses short, monotonous and demonstration secrets. */
  static boolean isStrong(Variables variables, String variable, String secret) {
    if (isDemo(secret)) {
      variables.refuse(variable, "是演示用的密钥，不能用于正式服务", "is a demonstration secret");
      return false;
    }
    return variables.holds(
        secret.length() >= LEAST_LENGTH && secret.chars().distinct().count() >= LEAST_DIFFERENT,
        variable,
        "太弱：至少 " + LEAST_LENGTH + " 个字符，其中至少 " + LEAST_DIFFERENT + " 个不同",
        "is weak: at least "
            + (LEAST_LENGTH + " characters, " + LEAST_DIFFERENT + " of them different"));
  }

  /** Whether a secret was made for demonstration. */
  static boolean isDemo(String secret) {
    return secret.toLowerCase(Locale.ROOT).startsWith(DEMO);
  }
}
