package org.goldcard.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.goldcard.fuzz.Fuzzing;

/** The environment of a node: a line each variable, added to good ones. */
public final class SettingsFuzz {
  private static final Map<String, String> GOOD =
      Map.of(
          "ISSUER", "https://card.example.cn",
          "DATABASE_URL", "postgresql://goldcard:xK3-9fQ.7uVb2LmZ@127.0.0.1:5432/goldcard",
          "REDIS_URL", "redis://:xK3-9fQ.7uVb2LmZ@127.0.0.1:6379/0",
          "KEY_DIR", System.getProperty("java.io.tmpdir"),
          "KEY_PASSPHRASE", "correct horse battery staple",
          "DATA_KEY", "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=",
          "LOOKUP_KEY", "ISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0A=");

  private SettingsFuzz() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    Map<String, String> environment = new HashMap<>(GOOD);
    for (String line : Fuzzing.text(input).split("\n", -1)) {
      int equals = line.indexOf('=');
      // A file may be any on the machine, and some of them have no end.
      if (equals > 0 && !line.substring(0, equals).endsWith("_FILE")) {
        environment.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    boolean taken = Settings.from(environment).fold(SettingsFuzz::taken, SettingsFuzz::refused);
    RedisAddress.Reading redis = RedisAddress.Reading.of(environment, RedisAddress.URL);
    boolean unused = refused(redis.problems());
    Fuzzing.holds(!taken || redis.address() != null, "no Redis in good settings");
  }

  private static boolean taken(Settings settings) {
    Fuzzing.holds("https".equals(settings.issuer().getScheme()), "an issuer without TLS");
    Fuzzing.holds(!settings.redis().login().isEmpty(), "a Redis without a password");
    int longest = 3660;
    Fuzzing.holds(settings.term().length().toTotalMonths() <= longest, "a term without end");
    return true;
  }

  private static boolean refused(List<Problem> problems) {
    for (Problem problem : problems) {
      Fuzzing.neverShown(problem.toString());
      Fuzzing.holds(!Objects.requireNonNull(problem.zh()).isEmpty(), "without a reason");
    }
    return false;
  }
}
