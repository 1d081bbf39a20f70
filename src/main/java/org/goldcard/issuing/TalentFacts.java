package org.goldcard.issuing;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.Introduction;
import org.goldcard.card.talent.Talent;
import org.goldcard.issuing.TalentRegistry.OnFile;
import org.jspecify.annotations.Nullable;

/**
 * What a newer row changes about a person. The list's facts win; what it leaves empty stays;
 * documents are only added. Phone and address of a talent who has a card stay as registered: they
 * reset the passcode, so only a window changes them.
 *
 * @param changed the person to record; null when nothing changes
 * @param contactKept whether the row's phone or address was not taken
 */
record TalentFacts(@Nullable Talent changed, boolean contactKept) {
  static TalentFacts merge(OnFile onFile, Talent row) {
    Talent known = onFile.talent();
    boolean bound = onFile.card() != null;
    Talent merged =
        new Talent(
            known.name(),
            documents(known, row),
            row.nationality(),
            contact(known.phone(), row.phone(), bound),
            contact(known.email(), row.email(), bound),
            row.employer(),
            introduction(known.introduction(), row.introduction()));
    boolean kept = differs(merged.phone(), row.phone()) || differs(merged.email(), row.email());
    return new TalentFacts(merged.equals(known) ? null : merged, kept);
  }

  private static List<IdentityDocument> documents(Talent known, Talent row) {
    return Stream.concat(known.documents().stream(), row.documents().stream())
        .distinct()
        .limit(Talent.MAX_DOCUMENTS)
        .toList();
  }

  private static <T> @Nullable T contact(@Nullable T known, @Nullable T stated, boolean bound) {
    return stated == null || (bound && known != null) ? known : stated;
  }

  private static Introduction introduction(Introduction known, Introduction stated) {
    boolean sameButNoDay = stated.introduced() && stated.on() == null;
    return sameButNoDay && known.on() != null
        ? new Introduction(true, known.on(), stated.fullTime())
        : stated;
  }

  private static boolean differs(@Nullable Object recorded, @Nullable Object stated) {
    return stated != null && !Objects.equals(recorded, stated);
  }
}
