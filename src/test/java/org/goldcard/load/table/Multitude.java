package org.goldcard.load.table;

import java.security.SecureRandom;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.goldcard.card.CardNumber;
import org.goldcard.testbed.Holder;
import org.goldcard.testbed.Town;
import org.goldcard.testkit.TestServers;

/**
 * Whole lists of a million cards each, written straight into the database before a node starts: an
 * entry for every card and every pass, and for those that will be scanned, spread over all of them,
 * also the person and the card. A tenth of a percent, one or five in a hundred of a list are
 * withdrawn, list by list in turn. Blocks.
 */
final class Multitude {
  /** Entries of one published list. */
  static final int LIST = 1 << 20;

  private static final int SCANNED = 10_000;
  private static final long FIRST_TALENT = 1_000_000;
  private static final String ENTRIES =
      """
      insert into status_entry (idx, kind, word)
        select %1$d + n + o.shift, o.kind,
               case when o.kind = 1 then o.word + case when withdrawn then 16 else 0 end
                    else o.word + ((%1$d + n)::bigint << 24) end
          from (select n, random() < (case (n / %2$d) %% 3 when 0 then 0.001 when 1 then 0.01
                                      else 0.05 end) as withdrawn
                  from generate_series(%3$d, %4$d) n) c
         cross join (values
           (0, 1::smallint, card_word(1::smallint, 2::smallint, date '2031-12-31',
                                      timestamptz '2026-01-01')),
           (%5$d, 2::smallint, pass_word(false, 2::smallint, date '2031-12-31', 0)))
           as o (shift, kind, word)
         where not (withdrawn and n %% %6$d = 0)
      """;

  private final Town town;
  private final int lists;

  Multitude(Town town, int lists) {
    this.town = town;
    this.lists = lists;
  }

  /** How many cards there are. */
  int cards() {
    return lists * LIST;
  }

  /** Writes everything; answers those who can be scanned. */
  List<Holder> settle() {
    int step = Math.max(1, cards() / SCANNED);
    for (int list = 0; list < lists; list++) {
      int from = list * LIST;
      String sql = ENTRIES.formatted(LIST, LIST, from, from + LIST - 1, cards(), step);
      TestServers.execute(town.databaseUrl(), "set synchronous_commit = off; " + sql);
      System.out.println("entries: " + 2 * (from + LIST));
    }
    TestServers.execute(town.databaseUrl(), "analyze status_entry");
    List<Holder> holders = scanned(step);
    try (Connection connection = TestServers.connect(town.databaseUrl())) {
      people(connection);
      cards(connection, holders);
      return inUse(connection, holders);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Holder> scanned(int step) {
    SecureRandom random = new SecureRandom();
    List<Holder> holders = new ArrayList<>(SCANNED);
    for (int n = 0; holders.size() < SCANNED && n < cards(); n += step) {
      holders.add(new Holder(CardNumber.random(random), LIST + n));
    }
    return holders;
  }

  private static void people(Connection connection) throws SQLException {
    String talents =
        "insert into talent (id, name, nationality, unit_level, district, introduced, full_time,"
            + " recorded_at, changed_at) overriding system value select "
            + FIRST_TALENT
            + " + n, '王例', 'CHN', 'CITY', '370102', false, true, now(), now()"
            + " from generate_series(0, "
            + (SCANNED - 1)
            + ") n";
    String documents =
        "insert into talent_document (talent_id, position, type, number, number_key, tail) select "
            + FIRST_TALENT
            + " + n, 0, 'PASSPORT', sha256(int4send(n)), sha256(int4send(n)),"
            + " lpad((n % 10000)::text, 4, '0') from generate_series(0, "
            + (SCANNED - 1)
            + ") n";
    try (PreparedStatement first = connection.prepareStatement(talents);
        PreparedStatement second = connection.prepareStatement(documents)) {
      first.executeUpdate();
      second.executeUpdate();
    }
  }

  private void cards(Connection connection, List<Holder> holders) throws SQLException {
    String sql =
        "insert into card (number, talent_id, class, first_day, last_day, state, version, idx,"
            + " pass_idx, codes_not_before, issued_at, changed_at) select number, "
            + FIRST_TALENT
            + " + place - 1, 2, date '2027-01-01' - 365, date '2031-12-31', 1, 1, idx, idx + "
            + cards()
            + ", timestamptz '2026-01-01', now(), now()"
            + " from unnest(?::text[], ?::int[]) with ordinality as c (number, idx, place)"
            + " on conflict do nothing";
    Array numbers =
        connection.createArrayOf("text", holders.stream().map(h -> h.number().digits()).toArray());
    Array indexes = connection.createArrayOf("int", holders.stream().map(Holder::index).toArray());
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setArray(1, numbers);
      insert.setArray(2, indexes);
      insert.executeUpdate();
    }
  }

  /** Those whose entry says that the card is in use. */
  private List<Holder> inUse(Connection connection, List<Holder> holders) throws SQLException {
    List<String> used =
        TestServers.query(
            town.databaseUrl(),
            "select c.idx from card c join status_entry e on e.idx = c.idx"
                + " where c.talent_id >= "
                + FIRST_TALENT);
    Set<Integer> known = new HashSet<>();
    used.forEach(index -> known.add(Integer.parseInt(index)));
    if (connection.isClosed() || known.isEmpty()) {
      throw new IllegalStateException("nobody was settled");
    }
    return holders.stream().filter(h -> known.contains(h.index())).toList();
  }
}
