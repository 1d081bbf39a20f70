package org.goldcard.accounts.claim;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.goldcard.accounts.People;
import org.goldcard.accounts.Person;
import org.goldcard.card.talent.DocumentType;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.PersonName;
import org.goldcard.card.talent.PhoneNumber;

/** Whom a claim looks for, as typed. Only one talent that fits in full is found; else nobody. */
public sealed interface Sought {
  /** Between the parts of a text; in none of them. */
  String BETWEEN = "\n";

  /** The one talent that fits and may have a card. */
  Future<Optional<Person>> among(People people);

  /** What limits are counted by: whatever a guesser would try in turn. */
  String key();

  /** All of it as a text, to be sealed. */
  String text();

  /** Reads {@link #text}. */
  static Sought parse(String text) {
    String[] parts = text.split(BETWEEN, -1);
    return switch (parts[0]) {
      case "document" ->
          new ByDocument(
              new IdentityDocument(DocumentType.valueOf(parts[1]), parts[2]),
              new PersonName(parts[3]));
      case "phone" -> new ByPhone(new PhoneNumber(parts[1]), parts[2]);
      default -> throw new IllegalArgumentException("text: neither document nor phone");
    };
  }

  private static Optional<Person> only(List<Person> fitting) {
    return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
  }

  /**
   * By the authentication particulars of a claim.
   *
   * @param document one of the talent's documents
   * @param name the legal name
   */
  record ByDocument(IdentityDocument document, PersonName name) implements Sought {
    @Override
    public Future<Optional<Person>> among(People people) {
      return people
          .withDocument(document)
          .map(found -> found.stream().filter(this::fits).toList())
          .map(Sought::only);
    }

    private boolean fits(Person person) {
      return person.mayClaim() && person.name().sameAs(name);
    }

    @Override
    public String key() {
      return document.number();
    }

    @Override
    public String text() {
      return String.join(
          BETWEEN, "document", document.type().name(), document.number(), name.text());
    }
  }

  /**
   * By the registered phone of a holder who forgot the passcode, and the tail of a document: phone
   * numbers are given to other people again.
   *
   * @param phone the registered phone
   * @param tail the last four characters of a document
   */
  record ByPhone(PhoneNumber phone, String tail) implements Sought {
    @Override
    public Future<Optional<Person>> among(People people) {
      return people
          .withPhone(phone)
          .map(found -> found.stream().filter(this::fits).toList())
          .map(Sought::only);
    }

    private boolean fits(Person person) {
      return person.mayClaim()
          && person.documents().stream().anyMatch(document -> document.tail().equals(tail));
    }

    @Override
    public String key() {
      return phone.e164();
    }

    @Override
    public String text() {
      return String.join(BETWEEN, "phone", phone.e164(), tail);
    }

    /** Nothing of the person. */
    @Override
    public String toString() {
      return "ByPhone";
    }
  }
}
