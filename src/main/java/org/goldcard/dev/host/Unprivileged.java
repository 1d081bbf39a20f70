package org.goldcard.dev.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** PostgreSQL refuses to run as root; a user namespace of its own takes root's rights from it. */
public final class Unprivileged {
  private Unprivileged() {}

  /** What to put before a PostgreSQL command here; refuses when root cannot give its rights up. */
  public static List<String> runner(Platform platform) {
    if (!platform.superuser()) {
      return List.of();
    }
    return throughNamespace(ServerProcess.tool("unshare"));
  }

  static List<String> throughNamespace(Optional<Path> unshare) {
    if (unshare.isEmpty() || !works(unshare.get())) {
      throw refused();
    }
    return List.of(unshare.get().toString(), "-U", "--");
  }

  private static StartRefused refused() {
    return new StartRefused(
        "PostgreSQL 不能以 root 身份运行，而此处又不允许用户命名空间（unshare -U）。请换用普通用户运行，或"
            + Platform.OTHERWISE_ZH.substring(1),
        "PostgreSQL does not run as root, and user namespaces (unshare -U) are denied here. "
            + "Run as another user, or set DATABASE_URL and REDIS_URL and use the serve command.");
  }

  private static boolean works(Path unshare) {
    try {
      return new ProcessBuilder(unshare.toString(), "-U", "--", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
