package org.goldcard.status.published;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Signed texts that some nodes make and others serve: status lists, bundles. They are public and
 * prove themselves. Safe from any thread; a lost database is a failed future.
 */
public interface PublishedTexts {
  /** Keeps a text under its name, unless what is kept there is newer. */
  Future<Void> put(Text text);

  /** The entity tags of all texts by name. */
  Future<Map<String, String>> etags();

  /** The text of a name. */
  Future<Optional<Text>> find(String name);

  /** The name of a status list. */
  static String listName(int number) {
    return "status-list/" + number;
  }

  /**
   * One text.
   *
   * @param name under which it is served
   * @param text as it is served
   * @param etag a strong entity tag with its quotes
   * @param at when what it says was known to be complete
   */
  record Text(String name, String text, String etag, Instant at) {}
}
