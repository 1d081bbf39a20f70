package org.goldcard.venues;

import org.goldcard.policy.source.Wording;

/**
 * An entrance or desk at which cards are scanned (核验点).
 *
 * @param id unique in the whole tree
 * @param name what people call it
 * @param kind what it is
 * @param attended whether staff stand there to check the ID; a gate without them stays closed
 *     unless it reads IDs itself
 */
public record Checkpoint(String id, Wording name, Kind kind, boolean attended) {
  /** The kinds of checkpoint. */
  public enum Kind {
    /** A gate that staff watch or a turnstile. */
    ENTRANCE,
    /** A counter. */
    DESK
  }
}
