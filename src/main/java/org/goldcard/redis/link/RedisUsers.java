package org.goldcard.redis.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The users of Redis, as access rules: the service's own, which may call the loaded functions on
 * this program's keys and little else, and the one who loads the functions and touches no key.
 */
public final class RedisUsers {
  /** What is sent outside the functions. */
  private static final Set<String> PLAIN =
      Set.of(
          "auth",
          "fcall",
          "get",
          "hello",
          "info",
          "ping",
          "select",
          "smembers",
          "time",
          "unlink",
          "xread",
          "xrevrange");

  private static final List<String> DEPLOYING =
      List.of("auth", "fcall", "function|load", "hello", "info", "ping", "select");

  private static final List<String> ASKING =
      List.of("auth", "hello", "ping", "sentinel|get-master-addr-by-name");

  private RedisUsers() {}

  /** The service: commands it sends, and those its functions run on its behalf. */
  public static String service(String name, String secret) {
    Set<String> commands = new TreeSet<>(PLAIN);
    commands.addAll(new FunctionLibrary().commands());
    return line(name, secret, "~gc:* ", commands.stream().toList());
  }

  /** Who loads the functions. */
  public static String deployer(String name, String secret) {
    return line(name, secret, "", DEPLOYING);
  }

  /** Who asks a Sentinel, to be made on each of them. */
  public static String asking(String name, String secret) {
    return line(name, secret, "", ASKING);
  }

  /** A password as the rule that takes it without telling it. */
  public static String hashed(String password) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] all = sha.digest(password.getBytes(StandardCharsets.UTF_8));
      return "#" + HexFormat.of().formatHex(all);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String line(String name, String secret, String keys, List<String> commands) {
    String allowed =
        commands.stream().map(command -> "+" + command).collect(Collectors.joining(" "));
    return "ACL SETUSER "
        + name
        + " reset on "
        + secret
        + " resetchannels "
        + keys
        + "-@all "
        + allowed;
  }
}
