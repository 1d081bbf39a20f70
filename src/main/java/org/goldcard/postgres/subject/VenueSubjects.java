package org.goldcard.postgres.subject;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.goldcard.card.SubjectWord.State;
import org.goldcard.status.subject.Subject;
import org.goldcard.status.subject.SubjectLedger.Wish;
import org.goldcard.venues.record.VenueDifference;
import org.goldcard.venues.record.VenueFile;

/**
 * How venues and subjects of the feed become each other. A venue is one subject. Besides there is
 * the seal, a subject that names the digest of all venues together: whoever reads subjects while
 * they change holds the venues of one file exactly when they hash to it.
 *
 * <p>A removed venue is suspended, since a withdrawn subject could never come back.
 */
final class VenueSubjects {
  /** The name of the seal, which is no venue's. */
  static final String SEAL = "*";

  private static final String DIGEST = "digest";
  private static final String PROVENANCE = "provenance";

  private VenueSubjects() {}

  /** The venues that count, by identifier, in their canonical text. */
  static Map<String, String> venues(Collection<Subject> subjects) {
    return new VenueFile("", texts(subjects)).venues();
  }

  /** The whole file; empty where it is not sealed, or what is there is not what was sealed. */
  static Optional<VenueFile> whole(Collection<Subject> subjects) {
    return seal(subjects)
        .map(seal -> new VenueFile(seal.getString(PROVENANCE), texts(subjects)))
        .filter(file -> seal(subjects).filter(seal -> isOf(seal, file)).isPresent());
  }

  /** The digest a seal names. */
  static String digest(Subject seal) {
    return new JsonObject(seal.body()).getString(DIGEST);
  }

  private static boolean isOf(JsonObject seal, VenueFile file) {
    return file.digest().equals(seal.getString(DIGEST));
  }

  private static Optional<JsonObject> seal(Collection<Subject> subjects) {
    return subjects.stream()
        .filter(s -> s.name().equals(SEAL))
        .map(s -> new JsonObject(s.body()))
        .findFirst();
  }

  private static Map<String, String> texts(Collection<Subject> subjects) {
    Map<String, String> texts = new TreeMap<>();
    subjects.stream()
        .filter(s -> s.word().isActive() && !s.name().equals(SEAL))
        .forEach(s -> texts.put(s.name(), s.body()));
    return texts;
  }

  /** What is to be recorded for a file: the venues that differ, and the seal. */
  static Map<String, Wish> wishes(
      Collection<Subject> before, VenueFile file, VenueDifference difference) {
    Map<String, Wish> wishes = new LinkedHashMap<>();
    Stream.concat(difference.added().stream(), difference.changed().keySet().stream())
        .sorted()
        .forEach(id -> wishes.put(id, put(file.venues().getOrDefault(id, ""))));
    Map<String, String> old = texts(before);
    difference.removed().forEach(id -> wishes.put(id, removed(old.getOrDefault(id, ""))));
    JsonObject seal =
        new JsonObject().put(DIGEST, file.digest()).put("count", file.venues().size());
    wishes.put(
        SEAL,
        new Wish(
            "venues.put", State.ACTIVE, seal.put(PROVENANCE, file.provenance()).encode(), false));
    return wishes;
  }

  private static Wish put(String text) {
    return new Wish("venue.put", State.ACTIVE, text, false);
  }

  private static Wish removed(String text) {
    return new Wish("venue.remove", State.SUSPENDED, text, false);
  }
}
