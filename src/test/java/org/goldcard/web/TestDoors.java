package org.goldcard.web;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.goldcard.partners.quota.ClientQuotas;
import org.goldcard.partners.quota.SharedCounts;
import org.goldcard.web.limit.Doors;
import org.goldcard.web.limit.Limit;
import org.goldcard.web.limit.Places;
import org.goldcard.web.limit.Rate;
import org.goldcard.web.limit.RateLimits;
import org.goldcard.web.limit.Shed;

/** Doors as wide or narrow as a test needs them. */
final class TestDoors {
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Map<Limit, Rate> rates = new EnumMap<>(Limit.class);
  private LongSupplier nanos = System::nanoTime;
  private int inFlight = 10_000;
  private ClientQuotas quotas = quotas(InstantSource.system());

  TestDoors() {
    for (Limit limit : Limit.values()) {
      rates.put(limit, Rate.perSecond(1_000_000));
    }
  }

  private static ClientQuotas quotas(InstantSource clock) {
    return new ClientQuotas(clock, SharedCounts.none());
  }

  /** Counts quotas by a clock. */
  @CanIgnoreReturnValue
  TestDoors quotasBy(InstantSource clock) {
    quotas = quotas(clock);
    return this;
  }

  /** Doors that stop nobody. */
  static Doors wide() {
    return new TestDoors().doors();
  }

  @CanIgnoreReturnValue
  TestDoors with(Limit limit, long perSecond, long burst) {
    rates.put(limit, new Rate(perSecond, burst));
    return this;
  }

  @CanIgnoreReturnValue
  TestDoors at(LongSupplier clock) {
    nanos = clock;
    return this;
  }

  @CanIgnoreReturnValue
  TestDoors inFlight(int places) {
    inFlight = places;
    return this;
  }

  Doors doors() {
    RateLimits limits = new RateLimits(rates, nanos, 7, meters);
    return new Doors(nanos, limits, new Places(inFlight), new Shed(meters), quotas);
  }

  double counted(String name, String tag, String value) {
    return meters.get(name).tag(tag, value).counter().count();
  }
}
