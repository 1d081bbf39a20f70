package org.goldcard.testkit.accounts;

import io.vertx.core.Future;
import org.goldcard.accounts.passcode.Passcodes;
import org.jspecify.annotations.Nullable;

/** Passcodes kept as they are: quick, for tests about something else. */
public final class PlainPasscodes implements Passcodes {
  @Override
  public Future<String> hash(String passcode) {
    return Future.succeededFuture("plain " + passcode);
  }

  @Override
  public Future<Boolean> matches(String passcode, @Nullable String stored) {
    return Future.succeededFuture(("plain " + passcode).equals(stored));
  }
}
