package org.goldcard.verifying.offline;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.goldcard.card.StatusWord;
import org.goldcard.verifying.Scan;
import org.jspecify.annotations.Nullable;

/**
 * The record of scans that were judged without a network, and of what statuses were then. A lost
 * database is a failed stage. Safe from any thread.
 */
public interface OfflineScans {
  /** The entry at each index as it was at each moment, in order; NONE where there was none yet. */
  CompletionStage<List<StatusWord>> wordsAt(List<Asked> asked);

  /**
   * Files scans, all or none, and answers what is known of each, in order. One filed before stays
   * as it was; of two at once each sees the other, and each sees every online scan on its code that
   * is recorded. Each pair is kept as a conflict, once.
   */
  CompletionStage<List<Filed>> file(List<Queued> scans);

  /** An entry at a moment. */
  record Asked(int index, Instant at) {}

  /**
   * A scan to be filed.
   *
   * @param verificationId its name, the same for the same credential and requestId
   * @param print what was sent, as a keyed hash
   * @param codeRef card and nonce as a keyed hash; null unless somebody was let in on a live code
   * @param nonceRefs the code as online scans name it, in each month in which it may have been
   *     used; empty unless somebody was let in on a live code
   * @param scanner who scanned
   * @param at when, by the server's clock
   * @param result what it should have been
   * @param decision what staff did
   * @param checks what staff ticked
   */
  record Queued(
      String verificationId,
      String print,
      @Nullable String codeRef,
      List<String> nonceRefs,
      Scan.Scanner scanner,
      Instant at,
      String result,
      String decision,
      List<String> checks) {
    /** Copies the lists. */
    public Queued {
      nonceRefs = List.copyOf(nonceRefs);
      checks = List.copyOf(checks);
    }
  }

  /**
   * What is known of a filed scan.
   *
   * @param known whether it was filed before
   * @param same whether what was filed before is the same scan
   * @param other where the same code let somebody in besides; null where nowhere
   */
  record Filed(boolean known, boolean same, @Nullable Place other) {}

  /**
   * A gate and a time.
   *
   * @param verificationId what the scan there is named
   */
  record Place(String verificationId, String venueId, String checkpoint, Instant at) {}
}
