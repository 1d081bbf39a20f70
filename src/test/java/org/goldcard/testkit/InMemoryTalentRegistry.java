package org.goldcard.testkit;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.goldcard.card.Card;
import org.goldcard.card.Instruction;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.Standing;
import org.goldcard.card.talent.Talent;
import org.goldcard.issuing.RecognisedRow;
import org.goldcard.issuing.TalentRegistry;
import org.jspecify.annotations.Nullable;

/** The talents of record in memory: the twin of the real registry, under the same contract. */
public final class InMemoryTalentRegistry implements TalentRegistry {
  private final InstantSource clock;
  private final Map<Long, OnFile> talents = new LinkedHashMap<>();
  private final Map<IdentityDocument, TreeSet<Long>> holders = new HashMap<>();
  private long lastId;

  /** An empty registry by this clock. */
  public InMemoryTalentRegistry(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Future<Optional<OnFile>> find(long talentId) {
    return Future.succeededFuture(Optional.ofNullable(talents.get(talentId)));
  }

  @Override
  public synchronized Future<List<OnFile>> findByDocument(IdentityDocument document) {
    return Future.succeededFuture(
        holders.getOrDefault(document, new TreeSet<>()).stream().map(talents::get).toList());
  }

  @Override
  public synchronized Future<List<Entry>> apply(
      List<RecognisedRow> rows,
      Instruction instruction,
      BiFunction<RecognisedRow, Ground, Decision> decide) {
    Batch batch = new Batch();
    List<Entry> entries = new ArrayList<>();
    rows.forEach(row -> entries.add(batch.take(row, decide, true)));
    batch.commit();
    return Future.succeededFuture(entries);
  }

  @Override
  public synchronized Future<List<Entry>> preview(
      List<RecognisedRow> rows, BiFunction<RecognisedRow, Ground, Decision> decide) {
    Batch batch = new Batch();
    List<Entry> entries = new ArrayList<>();
    rows.forEach(row -> entries.add(batch.take(row, decide, false)));
    return Future.succeededFuture(entries);
  }

  /** Puts a card, or a withdrawal, on a talent's file. */
  public synchronized void put(long id, @Nullable Card card, boolean withdrawn) {
    talents.computeIfPresent(
        id, (i, old) -> new OnFile(i, old.talent(), old.standing(), withdrawn, card));
  }

  /** How many talents there are. */
  public synchronized int size() {
    return talents.size();
  }

  /** Everything on file, the oldest first. */
  public synchronized List<OnFile> all() {
    return List.copyOf(talents.values());
  }

  /** Changes that are seen by later rows of a batch before they are committed. */
  private final class Batch {
    private final Map<Long, OnFile> changed = new TreeMap<>();
    private final Map<IdentityDocument, TreeSet<Long>> added = new HashMap<>();
    private long id = lastId;

    Entry take(
        RecognisedRow row, BiFunction<RecognisedRow, Ground, Decision> decide, boolean withIds) {
      TreeSet<Long> ids = new TreeSet<>();
      row.talent()
          .documents()
          .forEach(
              document -> {
                ids.addAll(holders.getOrDefault(document, new TreeSet<>()));
                ids.addAll(added.getOrDefault(document, new TreeSet<>()));
              });
      List<OnFile> found = ids.stream().map(this::get).toList();
      Decision decision = decide.apply(row, new Ground(found, clock.instant()));
      Long talentId = record(decision);
      boolean unknown = !withIds && decision.result() == Result.NEW;
      return new Entry(row.line(), decision.result(), decision.note(), unknown ? null : talentId);
    }

    private @Nullable Long record(Decision decision) {
      if (decision.result() == Result.CONFLICT) {
        return null;
      }
      Long known = decision.id();
      long target = known == null ? ++id : known;
      OnFile old = known == null ? null : get(known);
      Talent talent = decision.talent() == null && old != null ? old.talent() : decision.talent();
      Standing standing =
          decision.standing() == null && old != null ? old.standing() : decision.standing();
      if (talent == null || standing == null) {
        throw new IllegalStateException("decision: a new talent needs person and standing");
      }
      Card card = decision.card() == null && old != null ? old.card() : decision.card();
      changed.put(
          target, new OnFile(target, talent, standing, old != null && old.withdrawn(), card));
      talent
          .documents()
          .forEach(document -> added.computeIfAbsent(document, d -> new TreeSet<>()).add(target));
      return target;
    }

    private OnFile get(long talentId) {
      OnFile onFile = changed.getOrDefault(talentId, talents.get(talentId));
      if (onFile == null) {
        throw new IllegalStateException("talentId: unknown");
      }
      return onFile;
    }

    void commit() {
      talents.putAll(changed);
      added.forEach(
          (document, ids) -> holders.computeIfAbsent(document, d -> new TreeSet<>()).addAll(ids));
      lastId = id;
    }
  }
}
