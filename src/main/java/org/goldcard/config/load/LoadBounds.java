package org.goldcard.config.load;

import java.time.Duration;

/**
 * The load one node takes on; what is beyond is refused, never queued without end. Rates are
 * requests a second in the long run, twice as many at once.
 *
 * @param client of one client
 * @param checkpoint of one client at one checkpoint: a device
 * @param address of one address, for what is public
 * @param credentials of one address, for access tokens
 * @param stranger refused requests of one address without a valid token
 * @param numbersPerShift card and ID numbers that one client may type in eight hours, on all nodes
 * @param inFlight requests under way
 * @param connections connections in all
 * @param connectionsPerAddress connections from one address that is no trusted proxy
 * @param streams event streams in all
 * @param streamsPerClient event streams of one client
 * @param drainNotice how long a node that stops says so before it takes no more
 * @param warmUp how long a node practises before it takes requests
 */
public record LoadBounds(
    int client,
    int checkpoint,
    int address,
    int credentials,
    int stranger,
    int numbersPerShift,
    int inFlight,
    int connections,
    int connectionsPerAddress,
    int streams,
    int streamsPerClient,
    Duration drainNotice,
    Duration warmUp) {

  /** What a node takes on unless it is told otherwise. */
  public static LoadBounds usual() {
    return new LoadBounds(
        2_000,
        200,
        100,
        50,
        200,
        100,
        2_000,
        10_000,
        2_000,
        5_000,
        8,
        Duration.ofSeconds(5),
        Duration.ofMillis(1500));
  }

  /** The same with no notice and no practice: for a node nobody balances. */
  public LoadBounds unbalanced() {
    return new LoadBounds(
        client,
        checkpoint,
        address,
        credentials,
        stranger,
        numbersPerShift,
        inFlight,
        connections,
        connectionsPerAddress,
        streams,
        streamsPerClient,
        Duration.ZERO,
        Duration.ZERO);
  }
}
