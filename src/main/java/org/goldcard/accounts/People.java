package org.goldcard.accounts;

import io.vertx.core.Future;
import java.util.List;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.PhoneNumber;

/**
 * The talents of record, as accounts look for them. Reads alone; safe from any thread; a lost
 * database is a failed future.
 */
public interface People {
  /** Everyone with this document: several where passports of two countries carry one number. */
  Future<List<Person>> withDocument(IdentityDocument document);

  /** Everyone with this registered phone. */
  Future<List<Person>> withPhone(PhoneNumber phone);
}
