package org.goldcard.web.connection;

import io.vertx.core.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/** One connection under watch, and a link of the line it waits in, if it waits. */
final class Watched {
  final @Nullable HttpConnection connection;
  final @Nullable Caller caller;
  int open;

  /** Whether it stands in the line of those that have been answered. */
  boolean isIdle;

  /** Whether it carries requests side by side, and words between them: HTTP/2. */
  boolean multiplexed;

  long deadline;
  private Watched before = this;
  private Watched after = this;

  private Watched(@Nullable HttpConnection connection, @Nullable Caller caller) {
    this.connection = connection;
    this.caller = caller;
  }

  /** A connection; {@code caller} is null where it is not counted. */
  static Watched of(HttpConnection connection, @Nullable Caller caller) {
    return new Watched(connection, caller);
  }

  /** The end of an empty line. */
  static Watched line() {
    return new Watched(null, null);
  }

  /** Stands last in a line until a moment of the monotonic clock. */
  void waitIn(Watched line, long until) {
    leaveLine();
    deadline = until;
    before = line.before;
    after = line;
    before.after = this;
    line.before = this;
  }

  /** Stands in no line any more. */
  void leaveLine() {
    before.after = after;
    after.before = before;
    before = this;
    after = this;
  }

  /** The next in the line; the line's end at its end. */
  Watched next() {
    return after;
  }

  /** How many connections an address has. */
  static final class Caller {
    final String address;
    int open;

    Caller(String address) {
      this.address = address;
    }
  }
}
