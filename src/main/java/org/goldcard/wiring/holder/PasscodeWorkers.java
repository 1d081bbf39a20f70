package org.goldcard.wiring.holder;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.goldcard.accounts.passcode.Passcodes;
import org.goldcard.token.secret.PasscodeHash;
import org.goldcard.web.Refused;
import org.goldcard.web.limit.Places;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passcodes on two workers; a bounded number may wait, the others are told to come again.
 */
final class PasscodeWorkers implements Passcodes {
  private static final int WORKERS = 2;
  private static final int MOST = 64;

  private final WorkerExecutor workers;
  private final Places places = new Places(MOST);
  private final PasscodeHash hash = new PasscodeHash(new SecureRandom());

  PasscodeWorkers(Vertx vertx) {
    this.workers = vertx.createSharedWorkerExecutor("passcodes", WORKERS);
  }

  @Override
  public Future<String> hash(String passcode) {
    return work(() -> hash.hash(passcode));
  }

  @Override
  public Future<Boolean> matches(String passcode, @Nullable String stored) {
    return work(() -> hash.matches(passcode, stored));
  }

  private <T> Future<T> work(Callable<T> work) {
    return places
        .with(() -> workers.executeBlocking(work, false))
        .orElseGet(() -> Future.failedFuture(Refused.busy(1)));
  }
}
