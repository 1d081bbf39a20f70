package org.goldcard.redis.link;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server says of itself.
 *
 * @param runId another one after each start of the server
 * @param role {@code master} or {@code slave}
 * @param policy which keys it gives up when its memory is full
 */
record ServerFacts(String runId, String role, String policy) {
  private static final Pattern RUN_ID = field("run_id");
  private static final Pattern ROLE = field("role");
  private static final Pattern POLICY = field("maxmemory_policy");

  /** The request whose answer is parsed. */
  static Request request() {
    return Request.cmd(Command.INFO).arg("server").arg("memory").arg("replication");
  }

  static ServerFacts parse(String info) {
    return new ServerFacts(value(RUN_ID, info), value(ROLE, info), value(POLICY, info));
  }

  private static Pattern field(String name) {
    return Pattern.compile("(?m)^" + name + ":(\\S+)");
  }

  private static String value(Pattern field, String info) {
    Matcher found = field.matcher(info);
    return found.find() ? found.group(1) : "unknown";
  }

  boolean isMaster() {
    return role.equals("master");
  }

  /** Why the server must not be used; empty when it may. */
  Optional<RedisUnavailable> objection() {
    if (!policy.equals("noeviction")) {
      return Optional.of(RedisUnavailable.evicting(policy));
    }
    return isMaster() ? Optional.empty() : Optional.of(RedisUnavailable.replica());
  }
}
