package org.goldcard.postgres.talents;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.Recognition;
import org.goldcard.card.talent.Standing;
import org.goldcard.card.talent.Talent;
import org.goldcard.postgres.store.Rows;
import org.goldcard.postgres.store.Step;
import org.jspecify.annotations.Nullable;

/** Writes many talents by a handful of statements, whatever their number. */
final class TalentWrites {
  private static final String COLUMNS =
      "id, name, nationality, phone, phone_key, email, email_key, unit, unit_level, district,"
          + " introduced, introduced_on, full_time";
  private static final String VALUES =
      " unnest($1::bigint[], $2::text[], $3::text[], $4::bytea[], $5::bytea[], $6::bytea[],"
          + " $7::bytea[], $8::text[], $9::text[], $10::text[], $11::boolean[], $12::date[],"
          + " $13::boolean[]) ";

  private final TalentSecrets secrets;

  TalentWrites(TalentSecrets secrets) {
    this.secrets = secrets;
  }

  /** A talent with the id it is written under. */
  record Person(long id, Talent talent) {}

  /**
   * A recognition of a standing.
   *
   * @param from its first day; null when it is the current one
   */
  record Part(long id, Recognition recognition, @Nullable LocalDate from, @Nullable String why) {}

  /**
   * What no longer stands.
   *
   * @param later whether it is the one that waits
   */
  record Gone(long id, boolean later) {}

  Future<Void> insert(Step step, List<Person> people) {
    if (people.isEmpty()) {
      return Future.succeededFuture();
    }
    Future<?> talents =
        step.run(
            "insert into talent ("
                + COLUMNS
                + ", recorded_at, changed_at)"
                + " overriding system value select u.*, $14, $14 from"
                + VALUES
                + "u",
            values(people).addOffsetDateTime(Rows.time(step.now())));
    return Future.all(talents, documents(step, people)).mapEmpty();
  }

  Future<Void> update(Step step, List<Person> people) {
    if (people.isEmpty()) {
      return Future.succeededFuture();
    }
    Future<?> talents =
        step.run(
            "update talent t set name = u.name, nationality = u.nationality, phone = u.phone,"
                + " phone_key = u.phone_key, email = u.email, email_key = u.email_key,"
                + " unit = u.unit, unit_level = u.unit_level, district = u.district,"
                + " introduced = u.introduced, introduced_on = u.introduced_on,"
                + " full_time = u.full_time, changed_at = $14 from"
                + VALUES
                + "as u ("
                + COLUMNS
                + ") where t.id = u.id",
            values(people).addOffsetDateTime(Rows.time(step.now())));
    Future<?> cleared =
        step.run(
            "delete from talent_document where talent_id = any($1)",
            Tuple.tuple().addArrayOfLong(column(people, Person::id, Long[]::new)));
    return Future.all(talents, cleared, documents(step, people)).mapEmpty();
  }

  private Tuple values(List<Person> people) {
    List<Talent> talents = people.stream().map(Person::talent).toList();
    return Tuple.tuple()
        .addArrayOfLong(column(people, Person::id, Long[]::new))
        .addArrayOfString(column(talents, t -> t.name().text(), String[]::new))
        .addArrayOfString(column(talents, t -> t.nationality().code(), String[]::new))
        .addArrayOfBuffer(column(talents, t -> secrets.sealed(t.phone()), Buffer[]::new))
        .addArrayOfBuffer(column(talents, t -> secrets.key(t.phone()), Buffer[]::new))
        .addArrayOfBuffer(column(talents, t -> secrets.sealed(t.email()), Buffer[]::new))
        .addArrayOfBuffer(column(talents, t -> secrets.key(t.email()), Buffer[]::new))
        .addArrayOfString(column(talents, t -> t.employer().unit(), String[]::new))
        .addArrayOfString(column(talents, t -> t.employer().level().name(), String[]::new))
        .addArrayOfString(column(talents, t -> t.employer().district(), String[]::new))
        .addArrayOfBoolean(column(talents, t -> t.introduction().introduced(), Boolean[]::new))
        .addArrayOfLocalDate(column(talents, t -> t.introduction().on(), LocalDate[]::new))
        .addArrayOfBoolean(column(talents, t -> t.introduction().fullTime(), Boolean[]::new));
  }

  /** A document with its place in the list of a talent. */
  private record Place(long id, short position, IdentityDocument document) {}

  private Future<Void> documents(Step step, List<Person> people) {
    List<Place> places = new ArrayList<>();
    for (Person person : people) {
      short position = 0;
      for (IdentityDocument document : person.talent().documents()) {
        places.add(new Place(person.id(), position++, document));
      }
    }
    return step.run(
            "insert into talent_document (talent_id, position, type, number, number_key, tail)"
                + " select * from unnest($1::bigint[], $2::smallint[], $3::text[], $4::bytea[],"
                + " $5::bytea[], $6::text[])",
            Tuple.tuple()
                .addArrayOfLong(column(places, Place::id, Long[]::new))
                .addArrayOfShort(column(places, Place::position, Short[]::new))
                .addArrayOfString(column(places, p -> p.document().type().name(), String[]::new))
                .addArrayOfBuffer(
                    column(places, p -> secrets.sealedNumber(number(p)), Buffer[]::new))
                .addArrayOfBuffer(column(places, p -> secrets.numberKey(number(p)), Buffer[]::new))
                .addArrayOfString(column(places, p -> p.document().tail(), String[]::new)))
        .mapEmpty();
  }

  private static String number(Place place) {
    return place.document().number();
  }

  /** Marks what no longer stands; before {@link #recognise}. */
  static Future<Void> replace(Step step, List<Gone> gone) {
    return gone.isEmpty()
        ? Future.succeededFuture()
        : step.run(
                "update recognition r set replaced_at = $3"
                    + " from unnest($1::bigint[], $2::boolean[]) u (id, later)"
                    + " where r.talent_id = u.id and r.replaced_at is null"
                    + " and (r.effective_from is not null) = u.later",
                Tuple.tuple()
                    .addArrayOfLong(column(gone, Gone::id, Long[]::new))
                    .addArrayOfBoolean(column(gone, Gone::later, Boolean[]::new))
                    .addOffsetDateTime(Rows.time(step.now())))
            .mapEmpty();
  }

  static Future<Void> recognise(Step step, List<Part> parts) {
    return parts.isEmpty()
        ? Future.succeededFuture()
        : step.run(
                "insert into recognition (talent_id, class, recognised_on, effective_from, ends_on,"
                    + " correction, recorded_at) select u.*, $7 from unnest($1::bigint[],"
                    + " $2::smallint[], $3::date[], $4::date[], $5::date[], $6::text[]) u",
                Tuple.tuple()
                    .addArrayOfLong(column(parts, Part::id, Long[]::new))
                    .addArrayOfShort(column(parts, TalentWrites::rank, Short[]::new))
                    .addArrayOfLocalDate(
                        column(parts, p -> p.recognition().recognisedOn(), LocalDate[]::new))
                    .addArrayOfLocalDate(column(parts, Part::from, LocalDate[]::new))
                    .addArrayOfLocalDate(
                        column(parts, p -> p.recognition().endsOn(), LocalDate[]::new))
                    .addArrayOfString(column(parts, Part::why, String[]::new))
                    .addOffsetDateTime(Rows.time(step.now())))
            .mapEmpty();
  }

  private static short rank(Part part) {
    return Rows.rank(part.recognition().talentClass());
  }

  /** What goes and what comes when one standing follows another. */
  static void compare(RowBatch.Change change, long id, List<Gone> gone, List<Part> parts) {
    Standing now = change.after().standing();
    Standing old = change.before() == null ? null : change.before().standing();
    if (old == null || !old.current().equals(now.current())) {
      gone.add(new Gone(id, false));
      parts.add(new Part(id, now.current(), null, change.correction()));
    }
    Standing.Pending pending = now.pending();
    if (old != null && old.pending() != null && !Objects.equals(old.pending(), pending)) {
      gone.add(new Gone(id, true));
    }
    if (pending != null && (old == null || !pending.equals(old.pending()))) {
      parts.add(new Part(id, pending.recognition(), pending.from(), change.correction()));
    }
  }

  private static <S, T> @Nullable T[] column(
      List<S> rows, Function<S, ? extends @Nullable T> value, IntFunction<@Nullable T[]> array) {
    return rows.stream().map(value).toArray(array);
  }
}
