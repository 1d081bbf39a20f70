package org.goldcard.web.api.events;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.goldcard.web.limit.Places;

/** How many streams there may be, in all and of one client. Safe from any thread. */
public final class StreamPlaces {
  private final Places all;
  private final int most;
  private final int perClient;
  private final Map<String, Integer> clients = new ConcurrentHashMap<>();

  /** So many in all, and so many of each client. */
  public StreamPlaces(int all, int perClient) {
    this.all = new Places(all);
    this.most = all;
    this.perClient = perClient;
  }

  /** Whether another one would find room. */
  boolean hasRoom() {
    return all.taken() < most;
  }

  /** Whether the client may open another one. */
  boolean hasRoomFor(String clientId) {
    return clients.getOrDefault(clientId, 0) < perClient;
  }

  boolean take(String clientId) {
    if (!all.take()) {
      return false;
    }
    if (clients.merge(clientId, 1, Integer::sum) <= perClient) {
      return true;
    }
    leave(clientId);
    return false;
  }

  void leave(String clientId) {
    all.leave();
    clients.computeIfPresent(clientId, (id, open) -> open > 1 ? open - 1 : null);
  }

  /** How many are open. */
  public int taken() {
    return all.taken();
  }
}
