package org.goldcard.web.api.offline;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where bundles come from. Safe from any thread; never blocks. */
public interface Bundles {
  /** What a client would get; empty while no list is loaded, or for a venue nobody knows. */
  Optional<Prepared> prepare(Wish wish);

  /**
   * Which bundle is wanted.
   *
   * @param clientId whom it is for
   * @param venueId the client's venue
   * @param since the state the scanner has; null for everything
   * @param file whether it is a file for a network without a connection to the service
   */
  record Wish(String clientId, String venueId, @Nullable Since since, boolean file) {}

  /** A state of the list, as a bundle names it. */
  record Since(long epoch, long rev) {}

  /**
   * A bundle that can be made.
   *
   * @param etag a strong entity tag with its quotes: the same as long as keys, rules and list are,
   *     and for five minutes at most
   * @param text makes and signs it, on a worker
   */
  record Prepared(String etag, Supplier<Future<String>> text) {}
}
