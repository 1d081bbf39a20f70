package org.goldcard.partners.terms;

import java.util.List;
import java.util.Optional;
import org.goldcard.card.talent.EmailAddress;
import org.goldcard.card.talent.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who answers for a client, to be written to or called before a credential ends.
 *
 * @param email an e-mail address; null without one
 * @param phone in international form; null without one
 * @param language in which to speak
 */
public record Contact(@Nullable String email, @Nullable String phone, Language language) {
  /** Refuses somebody who cannot be reached. */
  public Contact {
    if (email == null && phone == null) {
      throw new IllegalArgumentException("email, phone: neither");
    }
  }

  /** The language of a contact who named none. */
  public enum Language {
    ZH,
    EN
  }

  /**
   * Reads an e-mail address, a phone number or both, and {@code zh} or {@code en}, with commas
   * between, in any order; empty when something is neither or comes twice.
   */
  public static Optional<Contact> parse(String text) {
    String email = null;
    String phone = null;
    Language language = null;
    for (String part : List.of(text.split(",", -1))) {
      String one = part.strip();
      Optional<Language> spoken = language(one);
      if (spoken.isPresent() && language == null) {
        language = spoken.get();
      } else if (email == null && EmailAddress.read(one).value().isPresent()) {
        email = EmailAddress.read(one).value().map(EmailAddress::text).orElseThrow();
      } else if (phone == null && PhoneNumber.read(one).value().isPresent()) {
        phone = PhoneNumber.read(one).value().map(PhoneNumber::e164).orElseThrow();
      } else {
        return Optional.empty();
      }
    }
    return email == null && phone == null
        ? Optional.empty()
        : Optional.of(new Contact(email, phone, language == null ? Language.ZH : language));
  }

  private static Optional<Language> language(String word) {
    return switch (word) {
      case "zh" -> Optional.of(Language.ZH);
      case "en" -> Optional.of(Language.EN);
      default -> Optional.empty();
    };
  }

  /** The same in the form that {@link #parse} reads. */
  public String text() {
    String reach =
        email == null ? String.valueOf(phone) : phone == null ? email : email + ',' + phone;
    return reach + (language == Language.EN ? ",en" : ",zh");
  }
}
