package org.goldcard.partners.event;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/**
 * Which holders concern which clients, by the references that these know them by, for 190 days.
 * Safe from any thread; a lost database is a failed future.
 */
public interface Interests {
  /** How many days a client is told of a holder it has not asked about again. */
  int DAYS = 190;

  /** Notes that clients asked about holders today. */
  Future<Void> note(List<Interest> interests);

  /** Which of these holders concern a client. */
  Future<Set<String>> known(String clientId, Set<String> holders);

  /** Forgets what is older than {@link #DAYS}; answers how many. */
  Future<Integer> forgetOld();

  /** A client and the reference it knows a holder by. */
  record Interest(String clientId, String holder) {}
}
