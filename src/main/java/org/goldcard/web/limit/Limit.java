package org.goldcard.web.limit;

/**
 * Every limit on callers, with what it rests on and what happens when that cannot answer. The page
 * {@code limits.md} explains each.
 */
public enum Limit {
  /** Requests of one client on one node. */
  CLIENT(Ground.NODE, Failing.OPEN),
  /** Requests of one client at one checkpoint on one node: a device. */
  CHECKPOINT(Ground.NODE, Failing.OPEN),
  /** Requests of one address for what is public: keys, lists. */
  PUBLIC(Ground.NODE, Failing.OPEN),
  /** Requests of one address for access tokens. */
  CREDENTIALS(Ground.NODE, Failing.OPEN),
  /** Refused requests of one address that showed no valid access token. */
  STRANGER(Ground.NODE, Failing.OPEN),
  /** Unknown tokens in the name of one client, from an address past {@link #STRANGER}. */
  NEWCOMER(Ground.NODE, Failing.OPEN),
  /** Card and ID numbers typed by one client in one shift, on all nodes together. */
  TYPED_NUMBERS(Ground.REDIS, Failing.CLOSED),
  /** Requests that a client was granted for a minute and for a day, on all nodes together. */
  QUOTA(Ground.SHARED, Failing.OPEN),
  /** Event streams of one client on one node. */
  STREAMS(Ground.COUNT, Failing.CLOSED),
  /** Requests under way on one node. */
  IN_FLIGHT(Ground.COUNT, Failing.CLOSED),
  /** Connections to one node, of one address and in all. */
  CONNECTIONS(Ground.COUNT, Failing.CLOSED);

  private final Ground ground;
  private final Failing failing;

  Limit(Ground ground, Failing failing) {
    this.ground = ground;
    this.failing = failing;
  }

  /** What it rests on. */
  public Ground ground() {
    return ground;
  }

  /** What happens when its ground cannot answer. */
  public Failing failing() {
    return failing;
  }

  /** What a limit rests on. */
  public enum Ground {
    /**
     * A bounded table in the node's memory. Where more callers are in debt than it holds, the one
     * that owes least is forgotten.
     */
    NODE,
    /** An exact count in the node's memory, which cannot be away. */
    COUNT,
    /** Counts in the memory of each node, told to the others through Redis about once a second. */
    SHARED,
    /** Counters in Redis, which may be away. */
    REDIS
  }

  /** What happens when the ground cannot answer. */
  public enum Failing {
    /** The request goes on. */
    OPEN,
    /** The request is refused. */
    CLOSED
  }
}
