package org.goldcard.verifying;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What must be remembered around a scan: used nonces, visits of the day, requests, and the words
 * that name a holder. One call, one wait. It may forget or be away without softening any refusal:
 * then the node's own memory answers and says so. Never fails: an unreachable store is an answer
 * with {@code shared} false. Safe from any thread.
 */
public interface ScanMemory {
  /** Remembers a scan and answers what was known before. Atomic per card. */
  CompletionStage<Note> remember(Mark mark);

  /**
   * A scan to be remembered.
   *
   * @param scanner who scanned
   * @param requestId the scanner's name for the request
   * @param fingerprint what the request is about: nonce or index, never the token's text
   * @param verificationId the name of this verification, the same for the same credential and
   *     requestId
   * @param cardIndex the card's entry
   * @param nonce the live code's nonce; null for a pass or a typed number
   * @param nonceLife how long the nonce must be remembered
   * @param admits whether the scan would admit: only then the nonce is burnt and the visit counted
   * @param countsVisits whether visits are counted at this venue
   * @param at the moment of the scan
   */
  record Mark(
      Scan.Scanner scanner,
      String requestId,
      String fingerprint,
      String verificationId,
      int cardIndex,
      @Nullable String nonce,
      Duration nonceLife,
      boolean admits,
      boolean countsVisits,
      Instant at) {}

  /**
   * What was known.
   *
   * @param use what the nonce was used for before
   * @param requestConflict the same requestId came before with something else
   * @param visit the visits of the day with this one; null where they are not counted or it does
   *     not admit
   * @param display how the holder is named; null when not at hand
   * @param shared whether all nodes share this memory; false when only this node's answered
   * @param first the first use of the code; null unless it was ELSEWHERE
   */
  record Note(
      Use use,
      boolean requestConflict,
      @Nullable Visit visit,
      @Nullable Display display,
      boolean shared,
      @Nullable First first) {}

  /**
   * The first use of a code.
   *
   * @param verificationId the verification that used it
   * @param venueId where
   * @param checkpoint at which entrance or desk
   * @param at when
   */
  record First(String verificationId, String venueId, String checkpoint, Instant at) {}

  /** What a nonce was used for before. */
  enum Use {
    /** Never, or the code has none. */
    FRESH,
    /** For this very request: a repetition after a lost answer. */
    SAME_REQUEST,
    /** At this scanner for another request: a second beep. */
    SAME_SCANNER,
    /** At another scanner. */
    ELSEWHERE
  }

  /**
   * Visits of one card to one venue on one day of Jinan's calendar.
   *
   * @param count with this one, 1 for the first
   * @param firstAt when the first was
   * @param firstCheckpoint where the first was
   */
  record Visit(int count, Instant firstAt, String firstCheckpoint) {}

  /**
   * How a holder is named at a gate: the least that lets staff compare.
   *
   * @param maskedName such as 张* or {@code J*** S****}
   * @param documentTails the last four characters of each of the holder's documents, first choice
   *     first
   */
  record Display(String maskedName, List<String> documentTails) {
    /** Copies the tails. */
    public Display {
      documentTails = List.copyOf(documentTails);
    }
  }
}
