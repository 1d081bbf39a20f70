package org.goldcard.postgres.talents;

import io.vertx.core.buffer.Buffer;
import org.goldcard.card.talent.EmailAddress;
import org.goldcard.card.talent.PhoneNumber;
import org.goldcard.token.secret.FieldCipher;
import org.goldcard.token.secret.FieldIndex;
import org.jspecify.annotations.Nullable;

/** Seals what identifies or reaches a person, and gives the keys by which it is found again. */
final class TalentSecrets {
  private static final String DOCUMENT = "talent_document.number";
  private static final String PHONE = "talent.phone";
  private static final String EMAIL = "talent.email";

  private final FieldCipher cipher;
  private final FieldIndex index;

  TalentSecrets(FieldCipher cipher, FieldIndex index) {
    this.cipher = cipher;
    this.index = index;
  }

  Buffer sealedNumber(String number) {
    return Buffer.buffer(cipher.encrypt(DOCUMENT, number));
  }

  String number(Buffer sealed) {
    return cipher.decrypt(DOCUMENT, sealed.getBytes());
  }

  /** One key for a number whatever its document's type: people type numbers, not types. */
  Buffer numberKey(String number) {
    return Buffer.buffer(index.key(DOCUMENT, number));
  }

  @Nullable Buffer sealed(@Nullable PhoneNumber phone) {
    return phone == null ? null : Buffer.buffer(cipher.encrypt(PHONE, phone.e164()));
  }

  @Nullable PhoneNumber phone(@Nullable Buffer sealed) {
    return sealed == null ? null : new PhoneNumber(cipher.decrypt(PHONE, sealed.getBytes()));
  }

  @Nullable Buffer key(@Nullable PhoneNumber phone) {
    return phone == null ? null : Buffer.buffer(index.key(PHONE, phone.e164()));
  }

  @Nullable Buffer sealed(@Nullable EmailAddress email) {
    return email == null ? null : Buffer.buffer(cipher.encrypt(EMAIL, email.text()));
  }

  @Nullable EmailAddress email(@Nullable Buffer sealed) {
    return sealed == null ? null : new EmailAddress(cipher.decrypt(EMAIL, sealed.getBytes()));
  }

  @Nullable Buffer key(@Nullable EmailAddress email) {
    return email == null ? null : Buffer.buffer(index.key(EMAIL, email.text()));
  }
}
