package org.goldcard.partners.event;

import java.time.Instant;
import java.util.Optional;
import org.goldcard.card.StatusWord;
import org.jspecify.annotations.Nullable;

/**
 * A change of a card as the status log has it.
 *
 * @param place where it stands in the log
 * @param index the card's status index; never told to anybody
 * @param before the card's entry before; null when there was none
 * @param after the card's entry after
 * @param at when it was recorded
 * @param number the card's number
 */
public record CardEvent(
    Place place,
    int index,
    @Nullable StatusWord before,
    StatusWord after,
    Instant at,
    String number) {

  /**
   * What partners are told of it; empty where they would see no difference: which stop it is that a
   * card is under, and when its live codes began anew, is not for them.
   */
  public Optional<Type> type() {
    StatusWord old = before;
    if (old == null) {
      return after.isActive() ? Optional.of(Type.ISSUED) : Optional.empty();
    }
    if (old.isActive() != after.isActive()) {
      return Optional.of(after.isActive() ? Type.RESTORED : Type.STOPPED);
    }
    boolean same =
        old.lastDay().equals(after.lastDay()) && old.talentClass() == after.talentClass();
    return same || !after.isActive() ? Optional.empty() : Optional.of(Type.CHANGED);
  }

  /** What happened to a card, as a partner sees it. */
  public enum Type {
    /** It was issued and counts. */
    ISSUED("card-issued"),
    /** It counts no more, for now or for good. */
    STOPPED("card-stopped"),
    /** It counts again. */
    RESTORED("card-restored"),
    /** Its class or its last day is another; passes of before are superseded. */
    CHANGED("card-changed");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    /** The last part of its URI. */
    public String word() {
      return word;
    }

    /** The URI under which it stands in a security event token. */
    public String uri() {
      return "urn:goldcard:event:" + word;
    }
  }

  /**
   * A place in the status log.
   *
   * @param epoch rises when the log begins anew
   * @param rev dense within an epoch
   */
  public record Place(long epoch, long rev) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int epochs = Long.compare(epoch, other.epoch);
      return epochs != 0 ? epochs : Long.compare(rev, other.rev);
    }

    /** The same as text, {@code epoch.rev}. */
    public String text() {
      return epoch + "." + rev;
    }

    /** The place with this text. */
    public static Optional<Place> parse(String text) {
      String[] parts = text.split("\\.", -1);
      boolean shaped =
          parts.length == 2 && parts[0].matches("[0-9]{1,18}") && parts[1].matches("[0-9]{1,18}");
      return shaped
          ? Optional.of(new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
          : Optional.empty();
    }
  }
}
