package org.goldcard.redis.link;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The functions this service runs inside Redis, and the greeting of every new connection: a server
 * that may evict keys is refused, and a missing or older library is loaded.
 */
public final class FunctionLibrary {
  private static final String NAME = "goldcard";
  private static final Pattern VERSION = Pattern.compile("(?m)^-- version: (\\d{1,9})$");
  private static final Pattern POLICY = Pattern.compile("(?m)^maxmemory_policy:(\\S+)");

  private final String code;

  public FunctionLibrary() {
    this.code = read();
  }

  /** Checks the server's memory policy and brings the library to this version. */
  public Future<Void> greet(RedisConnection connection) {
    return connection
        .send(Request.cmd(Command.INFO).arg("memory"))
        .compose(info -> checkPolicy(info.toString()))
        .compose(fit -> bring(connection));
  }

  /** Loads the library if it is missing, older, or of the same version with another text. */
  private Future<Void> bring(RedisConnection connection) {
    return connection
        .send(
            Request.cmd(Command.FUNCTION).arg("LIST").arg("LIBRARYNAME").arg(NAME).arg("WITHCODE"))
        .compose(list -> isCurrent(list) ? Future.succeededFuture() : load(connection));
  }

  /** The request that loads this text, whatever is there. */
  Request loading() {
    return Request.cmd(Command.FUNCTION).arg("LOAD").arg("REPLACE").arg(code);
  }

  private Future<Void> load(RedisConnection connection) {
    return connection.send(loading()).mapEmpty();
  }

  /** The version a library's text names; 0 when it names none. */
  static int version(String code) {
    Matcher found = VERSION.matcher(code);
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }

  private boolean isCurrent(@Nullable Response list) {
    if (list == null || list.size() == 0) {
      return false;
    }
    Response installed = list.get(0).get("library_code");
    String text = installed == null ? "" : installed.toString();
    return text.equals(code) || version(text) > version(code);
  }

  private static Future<Void> checkPolicy(String info) {
    Matcher found = POLICY.matcher(info);
    String policy = found.find() ? found.group(1) : "unknown";
    if (policy.equals("noeviction")) {
      return Future.succeededFuture();
    }
    return Future.failedFuture(
        RedisUnavailable.unfit(
            "Redis 的 maxmemory-policy 为 "
                + policy
                + "，会淘汰状态数据；请设为 noeviction 后再启动。 (Redis may evict status data: maxmemory-policy is "
                + policy
                + ", it must be noeviction.)"));
  }

  private static String read() {
    try (InputStream in = FunctionLibrary.class.getResourceAsStream("/redis/goldcard.lua")) {
      if (in == null) {
        throw new IllegalStateException("redis/goldcard.lua is missing from this program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
