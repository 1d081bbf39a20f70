package org.goldcard.card;

import java.util.Optional;

/**
 * A class of 《济南市高层次人才分类目录》 (article 3). A is the highest; compare by {@link #atLeast}, never by
 * letter order.
 */
public enum TalentClass {
  A(4),
  B(3),
  C(2),
  D(1);

  private final int rank;

  TalentClass(int rank) {
    this.rank = rank;
  }

  /** Position on the ladder: 4 for A down to 1 for D. */
  public int rank() {
    return rank;
  }

  /** Whether this class is {@code other} or higher: "D类及以上" of article 6 is all four. */
  public boolean atLeast(TalentClass other) {
    return rank >= other.rank;
  }

  /** The class with this rank, if there is one. */
  public static Optional<TalentClass> ofRank(int rank) {
    return switch (rank) {
      case 4 -> Optional.of(A);
      case 3 -> Optional.of(B);
      case 2 -> Optional.of(C);
      case 1 -> Optional.of(D);
      default -> Optional.empty();
    };
  }

  /** Reads "A", "a", "Ａ", "A类" or "A级" as people type it. */
  public static Optional<TalentClass> parse(String text) {
    String key = Text.fold(text);
    if (key.endsWith("类") || key.endsWith("级")) {
      key = key.substring(0, key.length() - 1).strip();
    }
    return switch (key) {
      case "a" -> Optional.of(A);
      case "b" -> Optional.of(B);
      case "c" -> Optional.of(C);
      case "d" -> Optional.of(D);
      default -> Optional.empty();
    };
  }
}
