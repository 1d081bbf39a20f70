package org.goldcard.postgres.subject;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import org.goldcard.partners.terms.Contact;
import org.goldcard.token.secret.FieldCipher;
import org.goldcard.token.secret.FieldUnreadable;
import org.jspecify.annotations.Nullable;

/**
 * Whom to tell of a client, as it stands in the body of its subject: sealed under the data key,
 * which nodes that only verify do not hold, although they read the body.
 */
final class SealedContacts {
  /** Where it stands in a body. */
  static final String MEMBER = "contacts";

  private static final String FIELD = "client.contacts";

  private final @Nullable FieldCipher cipher;

  private SealedContacts(@Nullable FieldCipher cipher) {
    this.cipher = cipher;
  }

  /** Opens and seals. */
  static SealedContacts with(FieldCipher cipher) {
    return new SealedContacts(cipher);
  }

  /** Sees nobody, and leaves who is there. */
  static SealedContacts unseen() {
    return new SealedContacts(null);
  }

  /**
   * Puts contacts into a body: as they stood before where they are the same, for a registration
   * that is recorded again is to be the same.
   *
   * @param before the body until now; null where there was none
   * @throws FieldUnreadable when those there were cannot be read: nobody is lost for a wrong key
   */
  void write(JsonObject body, List<Contact> contacts, @Nullable JsonObject before) {
    Object stood = before == null ? null : before.getValue(MEMBER);
    FieldCipher key = cipher;
    if (key == null && !contacts.isEmpty()) {
      throw new IllegalStateException("contacts: no data key to seal them with");
    }
    boolean same =
        key == null || (stood instanceof String text && open(key, text).equals(contacts));
    if (same && stood != null) {
      body.put(MEMBER, stood);
    } else if (key != null && !contacts.isEmpty()) {
      JsonArray texts = new JsonArray(contacts.stream().map(Contact::text).toList());
      byte[] sealed = key.encrypt(FIELD, texts.encode());
      body.put(MEMBER, Base64.getEncoder().encodeToString(sealed));
    }
  }

  /**
   * The contacts in a body; those written before they were sealed are sealed with the next change.
   */
  List<Contact> read(JsonObject body) {
    FieldCipher key = cipher;
    Object stands = body.getValue(MEMBER);
    if (key == null || stands == null) {
      return List.of();
    }
    return stands instanceof JsonArray plain ? contacts(plain) : open(key, String.valueOf(stands));
  }

  private static List<Contact> open(FieldCipher key, String sealed) {
    return contacts(new JsonArray(key.decrypt(FIELD, Base64.getDecoder().decode(sealed))));
  }

  private static List<Contact> contacts(JsonArray texts) {
    return texts.stream().flatMap(text -> Contact.parse(String.valueOf(text)).stream()).toList();
  }
}
