package org.goldcard.wiring;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.goldcard.config.Settings;
import org.goldcard.config.load.LoadBounds;
import org.goldcard.partners.ShiftQuota;
import org.goldcard.partners.quota.ClientQuotas;
import org.goldcard.web.limit.Doors;
import org.goldcard.web.limit.Limit;
import org.goldcard.web.limit.Places;
import org.goldcard.web.limit.Rate;
import org.goldcard.web.limit.RateLimits;
import org.goldcard.web.limit.Shed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the doors of a node: its rates and places, and the quotas that all nodes keep together. */
public final class NodeDoors {
  /** A client needs a token in minutes; a few more for those that start anew. */
  private static final Rate NEWCOMERS = new Rate(2, 10);

  private static final Logger LOG = LoggerFactory.getLogger(NodeDoors.class);
  private static final Duration SHARE_EVERY = Duration.ofSeconds(1);

  /** Files kept free for stores, classes, scan records, and connections that are being closed. */
  private static final int RESERVE = 128;

  private static final int FEWEST = 16;

  private NodeDoors() {}

  /** As the settings say; the sharing of quotas ends with Vert.x. */
  public static Doors open(
      Vertx vertx, Settings settings, Backing backing, InstantSource clock, MeterRegistry meters) {
    LoadBounds load = settings.listening().load();
    Map<Limit, Rate> rates =
        Map.of(
            Limit.CLIENT, Rate.perSecond(load.client()),
            Limit.CHECKPOINT, Rate.perSecond(load.checkpoint()),
            Limit.PUBLIC, Rate.perSecond(load.address()),
            Limit.CREDENTIALS, Rate.perSecond(load.credentials()),
            Limit.STRANGER, Rate.perSecond(load.stranger()),
            Limit.NEWCOMER, NEWCOMERS);
    long seed = new SecureRandom().nextLong();
    RateLimits limits = new RateLimits(rates, System::nanoTime, seed, meters);
    ClientQuotas quotas = new ClientQuotas(clock, backing.counts());
    vertx.setPeriodic(SHARE_EVERY.toMillis(), id -> sharing(quotas));
    return new Doors(
        System::nanoTime, limits, new Places(load.inFlight()), new Shed(meters), quotas);
  }

  /** Names of requests: unique, not secret; random ones would cost more than finding the route. */
  public static Supplier<String> requestNames() {
    String start = Long.toUnsignedString(new SecureRandom().nextLong(), Character.MAX_RADIX) + "-";
    AtomicLong count = new AtomicLong();
    return () -> start + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
  }

  /** While Redis is away each node counts for itself. */
  private static void sharing(ClientQuotas quotas) {
    Future<Void> shared = quotas.share();
    shared.onFailure(e -> LOG.debug("quotas could not be shared", e));
  }

  /** The quota, with its refusals counted at the doors. */
  static ShiftQuota counted(ShiftQuota quota, Doors doors) {
    return client -> quota.take(client).thenApply(granted -> counted(granted, doors));
  }

  private static boolean counted(boolean granted, Doors doors) {
    if (!granted) {
      doors.limits().refuse(Limit.TYPED_NUMBERS);
    }
    return granted;
  }

  /**
   * As many connections as the deployment lets, and no more than the process may still open files
   * less a reserve; a quarter more of them may come before the loops close one for each.
   */
  public static int connections(LoadBounds load) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      long open = unix.getOpenFileDescriptorCount();
      long free = unix.getMaxFileDescriptorCount() - open - RESERVE;
      return (int) Math.min(load.connections(), Math.max(FEWEST, free / 5 * 4));
    }
    return load.connections();
  }
}
