package org.goldcard.issuing;

import java.util.List;
import org.goldcard.card.talent.DocumentType;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.Talent;
import org.goldcard.issuing.TalentRegistry.OnFile;

/**
 * Whether a document found on file is that of a row's person. Passport numbers are unique within
 * their country only, so the same number of another nationality and another name is another person.
 */
final class SamePerson {
  private SamePerson() {}

  static List<OnFile> among(Talent person, List<OnFile> found) {
    return found.stream().filter(known -> mayBe(person, known.talent())).toList();
  }

  private static boolean mayBe(Talent person, Talent known) {
    boolean sameCountry = person.nationality().equals(known.nationality());
    return sameCountry
        || person.name().sameAs(known.name())
        || person.documents().stream()
            .filter(known.documents()::contains)
            .map(IdentityDocument::type)
            .anyMatch(type -> type != DocumentType.PASSPORT);
  }
}
