package org.goldcard.fuzz;

import java.util.Map;
import java.util.TreeMap;
import org.goldcard.files.TableFuzz;
import org.goldcard.redis.FeedFuzz;
import org.goldcard.web.BodyFuzz;

/** The targets by the names of their corpora. */
final class Targets {
  private static final Map<String, Entry> ALL =
      new TreeMap<>(
          Map.of(
              "code", new Entry(CodeFuzz.class, CodeFuzz::fuzzerTestOneInput),
              "update", new Entry(UpdateFuzz.class, UpdateFuzz::fuzzerTestOneInput),
              "picture", new Entry(PictureFuzz.class, PictureFuzz::fuzzerTestOneInput),
              "venues", new Entry(VenuesFuzz.class, VenuesFuzz::fuzzerTestOneInput),
              "feed", new Entry(FeedFuzz.class, FeedFuzz::fuzzerTestOneInput),
              "table", new Entry(TableFuzz.class, TableFuzz::fuzzerTestOneInput),
              "body", new Entry(BodyFuzz.class, BodyFuzz::fuzzerTestOneInput)));

  private Targets() {}

  static Map<String, Entry> all() {
    return ALL;
  }

  /** A target: where the fuzzer finds it, and how a test calls it. */
  record Entry(Class<?> type, Target target) {}

  /** Takes one input; whatever it throws is a finding. */
  @FunctionalInterface
  interface Target {
    void take(byte[] input) throws Exception;
  }
}
