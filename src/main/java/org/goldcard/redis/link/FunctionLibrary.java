package org.goldcard.redis.link;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The functions this service runs inside Redis. One of them, {@code gc_version}, says which text is
 * loaded, so that a user who may neither list nor load functions can tell.
 */
public final class FunctionLibrary {
  private static final Pattern VERSION = Pattern.compile("(?m)^-- version: (\\d{1,9})$");
  private static final Pattern CALLED = Pattern.compile("redis\\.p?call\\(\\s*['\"](\\w+)['\"]");
  private static final long MILLIS = 2000;

  private final String code;
  private final int version;
  private final String digest;

  /** The library of this program. */
  public FunctionLibrary() {
    String text = read();
    this.version = version(text);
    this.digest = digest(text);
    this.code = text + saying(version, digest);
  }

  /** The version of this text. */
  public int version() {
    return version;
  }

  /** Brings a connection's server to this version if it is behind; a newer one is left alone. */
  Future<Void> bring(Line line) {
    return installed(line)
        .compose(found -> found.serves(this) ? Future.succeededFuture() : load(line, found));
  }

  /** Loads this text, whatever is there; fails where the user may not. */
  Future<Void> load(Line line) {
    return line.ask(Request.cmd(Command.FUNCTION).arg("LOAD").arg("REPLACE").arg(code), MILLIS)
        .mapEmpty();
  }

  private Future<Void> load(Line line, Installed found) {
    return load(line)
        .recover(
            failure ->
                Future.failedFuture(
                    isForbidden(failure)
                        ? RedisUnavailable.withoutFunctions(found.version, version)
                        : failure));
  }

  private Future<Installed> installed(Line line) {
    return line.ask(Request.cmd(Command.FCALL).arg("gc_version").arg(0), MILLIS)
        .map(FunctionLibrary::read)
        .recover(
            failure ->
                isMissing(failure)
                    ? Future.succeededFuture(new Installed(0, ""))
                    : Future.failedFuture(failure));
  }

  private static Installed read(@Nullable Response answer) {
    return answer == null || answer.size() != 2
        ? new Installed(0, "")
        : new Installed(answer.get(0).toInteger(), answer.get(1).toString());
  }

  /** Whether a call failed because no such function is loaded. */
  static boolean isMissing(Throwable failure) {
    String message = failure.getMessage();
    return failure instanceof ErrorType
        && message != null
        && message.contains("Function not found");
  }

  private static boolean isForbidden(Throwable failure) {
    return failure instanceof ErrorType error && error.is("NOPERM");
  }

  /** The commands the functions run, which their caller must be allowed. */
  Set<String> commands() {
    Set<String> commands = new TreeSet<>();
    Matcher calls = CALLED.matcher(code);
    while (calls.find()) {
      commands.add(calls.group(1).toLowerCase(java.util.Locale.ROOT));
    }
    return commands;
  }

  /** The version a library's text names; 0 when it names none. */
  private static int version(String code) {
    Matcher found = VERSION.matcher(code);
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }

  private static String saying(int version, String digest) {
    return "\nredis.register_function{function_name = 'gc_version', callback = function() return {"
        + ("'" + version + "', '" + digest + "'} end, flags = {'no-writes'}}\n");
  }

  private static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] all = sha.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(all).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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

  /** What a server has: version 0 and no digest where it has nothing that says so. */
  private record Installed(int version, String digest) {
    private boolean serves(FunctionLibrary wanted) {
      return version > wanted.version || digest.equals(wanted.digest);
    }
  }
}
