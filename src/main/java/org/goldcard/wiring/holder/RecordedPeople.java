package org.goldcard.wiring.holder;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.goldcard.accounts.People;
import org.goldcard.accounts.Person;
import org.goldcard.card.Validity;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.PhoneNumber;
import org.goldcard.issuing.TalentRegistry;
import org.goldcard.issuing.TalentRegistry.OnFile;
import org.goldcard.postgres.account.PhoneHolders;

/** The talents of record as accounts look for them. */
final class RecordedPeople implements People {
  private final TalentRegistry talents;
  private final PhoneHolders phones;
  private final InstantSource clock;

  RecordedPeople(TalentRegistry talents, PhoneHolders phones, InstantSource clock) {
    this.talents = talents;
    this.phones = phones;
    this.clock = clock;
  }

  @Override
  public Future<List<Person>> withDocument(IdentityDocument document) {
    return talents.findByDocument(document).map(found -> found.stream().map(this::person).toList());
  }

  @Override
  public Future<List<Person>> withPhone(PhoneNumber phone) {
    return phones
        .talents(phone)
        .compose(ids -> Future.all(ids.stream().map(talents::find).toList()))
        .map(
            all ->
                all.<Optional<OnFile>>list().stream()
                    .flatMap(Optional::stream)
                    .map(this::person)
                    .toList());
  }

  private Person person(OnFile known) {
    return new Person(
        known.id(),
        known.talent().name(),
        known.talent().documents(),
        known.talent().phone(),
        known.talent().email(),
        mayClaim(known));
  }

  private boolean mayClaim(OnFile known) {
    LocalDate today = Validity.dayOf(clock.instant());
    LocalDate end = known.standing().on(today).lastDay();
    return !known.withdrawn() && (end == null || !end.isBefore(today));
  }
}
