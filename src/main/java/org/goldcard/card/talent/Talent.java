package org.goldcard.card.talent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A talent as a person: who they are and how they are reached. What they are recognised as is their
 * {@link Standing}.
 *
 * @param name the legal name
 * @param documents one to {@value #MAX_DOCUMENTS} documents, any of which they may show
 * @param nationality the nationality
 * @param phone the registered phone; null when none is known
 * @param email the registered e-mail address; null when none is known
 * @param employer where they work
 * @param introduction how they came to Jinan
 */
public record Talent(
    PersonName name,
    List<IdentityDocument> documents,
    Nationality nationality,
    @Nullable PhoneNumber phone,
    @Nullable EmailAddress email,
    Employer employer,
    Introduction introduction) {
  /** The most documents one talent has. */
  public static final int MAX_DOCUMENTS = 8;

  /** Copies the documents and refuses none, too many, or one twice. */
  public Talent {
    documents = List.copyOf(documents);
    if (documents.isEmpty() || documents.size() > MAX_DOCUMENTS) {
      throw new IllegalArgumentException("documents: none or too many");
    }
    if (documents.stream().distinct().count() != documents.size()) {
      throw new IllegalArgumentException("documents: one twice");
    }
  }

  /** Whether a one-time code can be sent: without phone and e-mail a window has to help. */
  public boolean isReachable() {
    return phone != null || email != null;
  }

  @Override
  public String toString() {
    return "talent";
  }
}
