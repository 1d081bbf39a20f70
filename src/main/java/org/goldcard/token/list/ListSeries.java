package org.goldcard.token.list;

import java.util.OptionalInt;
import org.goldcard.token.jws.Issuer;

/**
 * The published status lists of one issuer: {@code <issuer>/v1/status-lists/<n>} holds the statuses
 * of the indexes {@code n × ENTRIES} up to the next list.
 *
 * @param issuer who publishes them
 */
public record ListSeries(Issuer issuer) {
  /** Entries of one list: 128 KiB before compression. */
  public static final int ENTRIES = 1 << 20;

  /** Indexes lie below this: 256 lists. */
  public static final int INDEX_END = 1 << 28;

  private static final String PATH = "/v1/status-lists/";

  /** The number of the list that holds an index. */
  public static int listOf(int index) {
    return checked(index) / ENTRIES;
  }

  /** Where in its list an index stands: the claim {@code idx}. */
  public static int placeOf(int index) {
    return checked(index) % ENTRIES;
  }

  /** The address of a list by its number: the claim {@code uri}. */
  public String uri(int list) {
    return issuer.uri() + PATH + list;
  }

  /** The index for a list's address and a place; empty when it is none of this issuer's. */
  public OptionalInt index(String uri, int place) {
    String start = issuer.uri() + PATH;
    if (!uri.startsWith(start) || place < 0 || place >= ENTRIES) {
      return OptionalInt.empty();
    }
    String number = uri.substring(start.length());
    if (!number.matches("0|[1-9][0-9]{0,2}")) {
      return OptionalInt.empty();
    }
    int list = Integer.parseInt(number);
    return list < INDEX_END / ENTRIES
        ? OptionalInt.of(list * ENTRIES + place)
        : OptionalInt.empty();
  }

  private static int checked(int index) {
    if (index < 0 || index >= INDEX_END) {
      throw new IllegalArgumentException("index: outside 0 to 2^28 - 1");
    }
    return index;
  }
}
