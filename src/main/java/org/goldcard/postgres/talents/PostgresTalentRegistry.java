package org.goldcard.postgres.talents;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.Instruction;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.Recognition;
import org.goldcard.card.talent.Standing;
import org.goldcard.issuing.RecognisedRow;
import org.goldcard.issuing.TalentRegistry;
import org.goldcard.postgres.store.Audit;
import org.goldcard.postgres.store.CardWrites;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Feed;
import org.goldcard.postgres.store.Step;
import org.goldcard.token.secret.FieldCipher;
import org.goldcard.token.secret.FieldIndex;

/** The registry of talents in PostgreSQL. */
public final class PostgresTalentRegistry implements TalentRegistry {
  /** What two imports wait for; any number that nothing else locks. */
  private static final long IMPORT_LOCK = 0x676f6c6463617264L;

  private final Database database;
  private final InstantSource clock;
  private final TalentRows rows;
  private final TalentWrites writes;

  /**
   * A registry in a database.
   *
   * @param cipher seals document numbers, phones and addresses
   * @param index makes the keys they are found by
   */
  public PostgresTalentRegistry(
      Database database, InstantSource clock, FieldCipher cipher, FieldIndex index) {
    TalentSecrets secrets = new TalentSecrets(cipher, index);
    this.database = database;
    this.clock = clock;
    this.rows = new TalentRows(secrets);
    this.writes = new TalentWrites(secrets);
  }

  @Override
  public Future<Optional<OnFile>> find(long talentId) {
    return database
        .query(TalentRows.BY_ID, Tuple.of(talentId))
        .map(found -> rows.all(found).stream().findFirst());
  }

  @Override
  public Future<List<OnFile>> findByDocument(IdentityDocument document) {
    return database
        .query(TalentRows.BY_DOCUMENTS, rows.documents(List.of(document)))
        .map(rows::all);
  }

  @Override
  public Future<List<Entry>> preview(
      List<RecognisedRow> batch, BiFunction<RecognisedRow, Ground, Decision> decide) {
    return database
        .query(TalentRows.BY_DOCUMENTS, rows.documents(documents(batch)))
        .map(found -> decided(rows.all(found), batch, decide, now()).entries(id -> null));
  }

  @Override
  public Future<List<Entry>> apply(
      List<RecognisedRow> batch,
      Instruction instruction,
      BiFunction<RecognisedRow, Ground, Decision> decide) {
    return database.longTransaction(
        connection -> {
          Step step = new Step(connection, instruction, now());
          return locked(step, batch)
              .map(found -> decided(found, batch, decide, step.now()))
              .compose(decided -> write(step, decided));
        });
  }

  private static RowBatch decided(
      List<OnFile> found,
      List<RecognisedRow> batch,
      BiFunction<RecognisedRow, Ground, Decision> decide,
      Instant now) {
    RowBatch decided = new RowBatch(found, now);
    decided.decide(batch, decide);
    return decided;
  }

  private Future<List<OnFile>> locked(Step step, List<RecognisedRow> batch) {
    Tuple documents = rows.documents(documents(batch));
    return step.run("select pg_advisory_xact_lock($1)", Tuple.of(IMPORT_LOCK))
        .compose(alone -> step.run(TalentRows.LOCK_BY_DOCUMENTS, documents))
        .compose(locked -> step.run(TalentRows.BY_DOCUMENTS, documents))
        .map(rows::all);
  }

  private static Set<IdentityDocument> documents(List<RecognisedRow> batch) {
    return batch.stream().flatMap(r -> r.talent().documents().stream()).collect(Collectors.toSet());
  }

  private Future<List<Entry>> write(Step step, RowBatch batch) {
    List<RowBatch.Change> changes = batch.changes();
    List<RowBatch.Change> added = changes.stream().filter(c -> c.before() == null).toList();
    return ids(step, added)
        .compose(
            ids ->
                people(step, changes, ids)
                    .compose(done -> standings(step, changes, ids))
                    .compose(done -> cards(step, batch.cardChanges()))
                    .compose(entries -> finish(step, batch, ids, entries))
                    .map(done -> batch.entries(ids::get)));
  }

  /** Real ids for those who were added. */
  private static Future<Map<Long, Long>> ids(Step step, List<RowBatch.Change> added) {
    if (added.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return step.run(
            "select nextval(pg_get_serial_sequence('talent', 'id')) as id"
                + " from generate_series(1, $1)",
            Tuple.of(added.size()))
        .map(
            drawn -> {
              Map<Long, Long> ids = new HashMap<>();
              drawn.forEach(row -> ids.put(added.get(ids.size()).after().id(), row.getLong("id")));
              return ids;
            });
  }

  private Future<Void> people(Step step, List<RowBatch.Change> changes, Map<Long, Long> ids) {
    List<TalentWrites.Person> added = new ArrayList<>();
    List<TalentWrites.Person> changed = new ArrayList<>();
    for (RowBatch.Change change : changes) {
      OnFile after = change.after();
      OnFile before = change.before();
      if (before == null) {
        added.add(new TalentWrites.Person(real(ids, after.id()), after.talent()));
      } else if (!before.talent().equals(after.talent())) {
        changed.add(new TalentWrites.Person(after.id(), after.talent()));
      }
    }
    return Future.all(writes.insert(step, added), writes.update(step, changed)).mapEmpty();
  }

  private static Future<Void> standings(
      Step step, List<RowBatch.Change> changes, Map<Long, Long> ids) {
    List<TalentWrites.Gone> gone = new ArrayList<>();
    List<TalentWrites.Part> parts = new ArrayList<>();
    changes.forEach(c -> TalentWrites.compare(c, real(ids, c.after().id()), gone, parts));
    return TalentWrites.replace(step, gone).compose(done -> TalentWrites.recognise(step, parts));
  }

  private static long real(Map<Long, Long> ids, long id) {
    return ids.getOrDefault(id, id);
  }

  /** One after another: a card changed twice in a batch has two versions. */
  private static Future<List<Feed.Entry>> cards(Step step, List<RowBatch.CardChange> changes) {
    List<Feed.Entry> entries = new ArrayList<>();
    List<Audit.Line> lines = new ArrayList<>();
    Map<CardNumber, Card> present = new HashMap<>();
    Future<Void> done = Future.succeededFuture();
    for (RowBatch.CardChange change : changes) {
      done =
          done.compose(
                  before ->
                      CardWrites.update(
                          step,
                          present.getOrDefault(change.before().number(), change.before()),
                          change.after()))
              .map(
                  written -> {
                    lines.add(Audit.Line.of(change.before(), written.card()));
                    present.put(written.card().number(), written.card());
                    entries.addAll(written.entries());
                    return null;
                  });
    }
    return done.compose(all -> Audit.write(step, lines)).map(entries);
  }

  private static Future<Void> finish(
      Step step, RowBatch batch, Map<Long, Long> ids, List<Feed.Entry> entries) {
    List<Audit.Line> lines =
        batch.decided().stream()
            .filter(PostgresTalentRegistry::changesSomething)
            .map(d -> line(d, ids))
            .toList();
    return Audit.write(step, lines)
        .compose(
            audited ->
                entries.isEmpty()
                    ? Future.succeededFuture()
                    : Feed.record(step, entries).mapEmpty());
  }

  private static boolean changesSomething(RowBatch.Decided decided) {
    return decided.decision().standing() != null || decided.decision().talent() != null;
  }

  private static Audit.Line line(RowBatch.Decided decided, Map<Long, Long> ids) {
    String result = decided.decision().result().name().toLowerCase(Locale.ROOT).replace('_', '-');
    Standing standing = decided.decision().standing();
    JsonObject after = standing == null ? null : audited(standing.newest());
    Long id = decided.id();
    return new Audit.Line("talent." + result, null, id == null ? 0 : real(ids, id), null, after);
  }

  private static JsonObject audited(Recognition recognition) {
    return new JsonObject()
        .put("class", recognition.talentClass().name())
        .put("recognisedOn", recognition.recognisedOn().toString())
        .put("endsOn", recognition.endsOn() == null ? null : recognition.endsOn().toString());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
