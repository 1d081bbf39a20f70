package org.goldcard.dev.host;

import com.sun.security.auth.module.UnixSystem;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The system the servers run on, and the names their archives have for it.
 *
 * @param postgresArchive resource holding PostgreSQL as tar.xz
 * @param redisProgram resource holding the Redis server program
 * @param linux whether this is Linux
 * @param superuser whether we run as root, which PostgreSQL refuses to be
 */
public record Platform(
    String postgresArchive, String redisProgram, boolean linux, boolean superuser) {
  private static final Map<String, String[]> KNOWN =
      Map.of(
          "linux-amd64", new String[] {"postgres-linux-x86_64.txz", "linux-amd64"},
          "linux-arm64", new String[] {"postgres-linux-arm_64.txz", "linux-arm64"},
          "darwin-amd64", new String[] {"postgres-darwin-x86_64.txz", "darwin-amd64"},
          "darwin-arm64", new String[] {"postgres-darwin-arm_64.txz", "darwin-arm64"});

  /** This machine. */
  public static Platform here() {
    String system = System.getProperty("os.name", "");
    String processor = System.getProperty("os.arch", "");
    boolean windows = system.toLowerCase(Locale.ROOT).startsWith("windows");
    return of(system, processor, !windows && new UnixSystem().getUid() == 0);
  }

  /** The platform by the names Java gives it; refuses one without server programs. */
  public static Platform of(String system, String processor, boolean superuser) {
    String name = kernel(system) + "-" + machine(processor);
    String @Nullable [] files = KNOWN.get(name);
    if (files == null) {
      throw new StartRefused(
          "没有适用于 " + system + " " + processor + " 的内置 PostgreSQL 和 Redis。" + OTHERWISE_ZH,
          "there is no embedded PostgreSQL and Redis for "
              + (system + " " + processor + ". " + OTHERWISE_EN));
    }
    boolean linux = name.startsWith("linux");
    return new Platform(files[0], "redis-server-7.0.15-" + files[1], linux, superuser);
  }

  /** What to do where the embedded servers cannot run, in Chinese. */
  public static final String OTHERWISE_ZH = "请设置 DATABASE_URL 和 REDIS_URL，用 serve 命令连接已有的服务器。";

  /** The same in English. */
  public static final String OTHERWISE_EN =
      "Set DATABASE_URL and REDIS_URL and use the serve command with servers of your own.";

  private static String kernel(String system) {
    String lower = system.toLowerCase(Locale.ROOT);
    if (lower.startsWith("linux")) {
      return "linux";
    }
    return lower.startsWith("mac") || lower.startsWith("darwin") ? "darwin" : lower;
  }

  private static String machine(String processor) {
    return switch (processor.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64", "x86-64" -> "amd64";
      case "aarch64", "arm64" -> "arm64";
      default -> processor;
    };
  }
}
