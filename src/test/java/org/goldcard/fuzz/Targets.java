package org.goldcard.fuzz;

import java.util.Map;
import java.util.TreeMap;
import org.goldcard.config.SettingsFuzz;
import org.goldcard.files.TableFuzz;
import org.goldcard.messaging.webhook.AnswerFuzz;
import org.goldcard.redis.FeedFuzz;
import org.goldcard.web.BodyFuzz;
import org.goldcard.web.RequestFuzz;

/** The targets by the names of their corpora. */
final class Targets {
  private static final Map<String, Entry> ALL =
      new TreeMap<>(
          Map.ofEntries(
              entry("code", CodeFuzz.class, CodeFuzz::fuzzerTestOneInput),
              entry("update", UpdateFuzz.class, UpdateFuzz::fuzzerTestOneInput),
              entry("picture", PictureFuzz.class, PictureFuzz::fuzzerTestOneInput),
              entry("venues", VenuesFuzz.class, VenuesFuzz::fuzzerTestOneInput),
              entry("feed", FeedFuzz.class, FeedFuzz::fuzzerTestOneInput),
              entry("table", TableFuzz.class, TableFuzz::fuzzerTestOneInput),
              entry("body", BodyFuzz.class, BodyFuzz::fuzzerTestOneInput),
              entry("request", RequestFuzz.class, RequestFuzz::fuzzerTestOneInput),
              entry("answer", AnswerFuzz.class, AnswerFuzz::fuzzerTestOneInput),
              entry("file", FileFuzz.class, FileFuzz::fuzzerTestOneInput),
              entry("settings", SettingsFuzz.class, SettingsFuzz::fuzzerTestOneInput)));

  private Targets() {}

  private static Map.Entry<String, Entry> entry(String name, Class<?> type, Target target) {
    return Map.entry(name, new Entry(type, target));
  }

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
