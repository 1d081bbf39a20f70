package org.goldcard.testbed;

import java.util.Set;
import org.goldcard.partners.Client;
import org.goldcard.partners.Scope;
import org.goldcard.token.access.AccessGrant;

/**
 * A device that scans at a real venue of the city.
 *
 * @param id its client identifier
 * @param venue where it scans
 * @param checkpoint the entrance or desk
 */
public record Scanner(String id, String venue, String checkpoint) {
  /** A desk where visits are not counted. */
  public static Scanner taxDesk(int number) {
    return new Scanner("tax-" + number, "JN-TAX-LIXIA", "JN-TAX-LIXIA-1");
  }

  /** An entrance where visits are counted. */
  public static Scanner parkGate(int number) {
    return new Scanner("park-" + number, "JN-SPRING-BAOTU", "JN-SPRING-BAOTU-S");
  }

  /** Each is registered once. */
  static final int REGISTERED = 1;

  AccessGrant grant() {
    return new AccessGrant(id, Set.of(Scope.VERIFY.text()), venue, checkpoint, true, REGISTERED);
  }

  Client client() {
    return new Client(id, id, Set.of(Scope.VERIFY), venue, checkpoint, true, null);
  }
}
