package org.goldcard.accounts;

import java.util.List;
import org.goldcard.card.talent.EmailAddress;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.PersonName;
import org.goldcard.card.talent.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * A talent of record, as far as an account needs it.
 *
 * @param talentId the record
 * @param name the legal name
 * @param documents every document of the talent; any of them serves
 * @param phone the registered phone; null for none
 * @param email the registered address; null for none
 * @param mayClaim whether a card may be claimed or is there: recognised, and not withdrawn
 */
public record Person(
    long talentId,
    PersonName name,
    List<IdentityDocument> documents,
    @Nullable PhoneNumber phone,
    @Nullable EmailAddress email,
    boolean mayClaim) {
  /** Copies the documents. */
  public Person {
    documents = List.copyOf(documents);
  }

  /** The record alone: nothing of the person slips into a log. */
  @Override
  public String toString() {
    return "Person[" + talentId + "]";
  }
}
