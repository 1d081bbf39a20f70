package org.goldcard.web.log;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Names for requests that come without one: unique, not secret; random ones would cost more than
 * finding the route. Safe from any thread.
 */
public final class RequestNames implements Supplier<String> {
  private final String start =
      Long.toUnsignedString(new SecureRandom().nextLong(), Character.MAX_RADIX) + "-";
  private final AtomicLong count = new AtomicLong();

  @Override
  public String get() {
    return start + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
  }
}
