package org.goldcard.verifying.offline;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.crypto.Digests;
import org.goldcard.token.json.JsonTree;
import org.goldcard.token.list.ListSeries;
import org.goldcard.token.list.StatusList;

/**
 * Which cards and passes are refused, all lists of one state together. Immutable.
 *
 * @param epoch the epoch of the feed
 * @param rev the revision it contains at least
 * @param asOf the moment of which it is known to be complete
 * @param refused by the number of a list, the places in it that are refused
 * @param awaited by the number of a list that is not here yet, what its text must hash to
 */
public record OfflineList(
    long epoch,
    long rev,
    Instant asOf,
    Map<Integer, BitSet> refused,
    Map<Integer, String> awaited) {
  private static final int MAX_BYTES = ListSeries.ENTRIES / 8;

  /** Copies both maps; nobody writes to the sets of bits. */
  public OfflineList {
    refused = Map.copyOf(refused);
    awaited = Map.copyOf(awaited);
  }

  static OfflineList whole(JsonTree json) {
    Map<Integer, BitSet> refused = new HashMap<>();
    Map<Integer, String> awaited = new HashMap<>();
    for (JsonTree list : json.path("lists")) {
      int number = number(list, "n");
      if (list.has("lst")) {
        refused.put(number, bits(RulesJson.text(list, "lst")));
      } else {
        awaited.put(number, RulesJson.text(list, "sha256"));
      }
    }
    return state(json, refused, awaited);
  }

  private static OfflineList state(
      JsonTree json, Map<Integer, BitSet> refused, Map<Integer, String> awaited) {
    Instant asOf = Instant.ofEpochSecond(whole(json, "asOf"));
    return new OfflineList(whole(json, "epoch"), whole(json, "rev"), asOf, refused, awaited);
  }

  /** The state a delta leads to. */
  OfflineList changed(JsonTree json) {
    if (whole(json, "epoch") != epoch || whole(json, "since") > rev || whole(json, "rev") < rev) {
      throw new IllegalArgumentException("since: leads on from another state");
    }
    Map<Integer, BitSet> next = new HashMap<>(refused);
    Set<Integer> own = new TreeSet<>();
    json.path("refused").forEach(index -> set(next, own, index(index), true));
    json.path("accepted").forEach(index -> set(next, own, index(index), false));
    return state(json, next, awaited);
  }

  private static void set(Map<Integer, BitSet> next, Set<Integer> own, int index, boolean value) {
    int number = ListSeries.listOf(index);
    BitSet list = next.getOrDefault(number, new BitSet());
    BitSet mine = own.add(number) ? (BitSet) list.clone() : list;
    mine.set(ListSeries.placeOf(index), value);
    next.put(number, mine);
  }

  /** This state with a list that was fetched by itself; empty when it is not the one awaited. */
  public Optional<OfflineList> with(int number, String lst) {
    String digest = Base64Url.encode(Digests.sha256(lst.getBytes(StandardCharsets.US_ASCII)));
    if (!digest.equals(awaited.get(number))) {
      return Optional.empty();
    }
    Map<Integer, BitSet> more = new HashMap<>(refused);
    more.put(number, bits(lst));
    Map<Integer, String> left = new HashMap<>(awaited);
    left.remove(number);
    return Optional.of(new OfflineList(epoch, rev, asOf, more, left));
  }

  /** Whether the list of an index is here. */
  public boolean holds(int index) {
    return !awaited.containsKey(ListSeries.listOf(index));
  }

  /** Whether whoever shows this index is refused; an index of a list nobody made is. */
  public boolean refuses(int index) {
    BitSet list = refused.get(ListSeries.listOf(index));
    return list == null || list.get(ListSeries.placeOf(index));
  }

  private static BitSet bits(String lst) {
    StatusList list =
        StatusList.decode(1, lst, MAX_BYTES)
            .orElseThrow(() -> new IllegalArgumentException("lst: no list of one-bit entries"));
    BitSet bits = new BitSet(list.size());
    for (int i = 0; i < list.size(); i++) {
      bits.set(i, list.get(i) == 1);
    }
    return bits;
  }

  private static int number(JsonTree json, String name) {
    long number = whole(json, name);
    if (number >= ListSeries.INDEX_END / ListSeries.ENTRIES) {
      throw new IllegalArgumentException(name + ": no number of a list");
    }
    return (int) number;
  }

  private static long whole(JsonTree json, String name) {
    OptionalLong value = json.path(name).whole();
    if (value.isEmpty() || value.getAsLong() < 0) {
      throw new IllegalArgumentException(name + ": no whole number from 0");
    }
    return value.getAsLong();
  }

  private static int index(JsonTree value) {
    long index = value.whole().orElse(-1);
    if (index < 0 || index >= ListSeries.INDEX_END) {
      throw new IllegalArgumentException("index: outside the lists");
    }
    return (int) index;
  }
}
