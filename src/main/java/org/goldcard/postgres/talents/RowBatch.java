package org.goldcard.postgres.talents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import org.goldcard.card.Card;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.issuing.RecognisedRow;
import org.goldcard.issuing.TalentRegistry.Decision;
import org.goldcard.issuing.TalentRegistry.Entry;
import org.goldcard.issuing.TalentRegistry.Ground;
import org.goldcard.issuing.TalentRegistry.OnFile;
import org.jspecify.annotations.Nullable;

/**
 * A batch of rows being decided one after another, each on what the earlier ones made of what is on
 * file. Until they are written, new talents go by negative ids. Not for several threads.
 */
final class RowBatch {
  private static final Comparator<OnFile> KNOWN_FIRST =
      Comparator.comparing((OnFile o) -> o.id() < 0).thenComparing(o -> Math.abs(o.id()));

  private final Instant now;
  private final Map<Long, OnFile> before = new HashMap<>();
  private final Map<Long, OnFile> after = new LinkedHashMap<>();
  private final Map<IdentityDocument, Set<Long>> holders = new HashMap<>();
  private final Map<Long, String> corrections = new HashMap<>();
  private final List<Decided> decided = new ArrayList<>();
  private final List<CardChange> cardChanges = new ArrayList<>();
  private long added;

  /**
   * A row with what was decided on it.
   *
   * @param id the talent it means; null for a conflict
   */
  record Decided(RecognisedRow row, Decision decision, @Nullable Long id) {}

  /** A card to be changed. */
  record CardChange(Card before, Card after) {}

  /** A talent of whom something is to be written; {@code before} is null for a new one. */
  record Change(@Nullable OnFile before, OnFile after, @Nullable String correction) {}

  RowBatch(Collection<OnFile> onFile, Instant now) {
    this.now = now;
    onFile.forEach(known -> before.put(known.id(), known));
    onFile.forEach(this::put);
  }

  void decide(List<RecognisedRow> rows, BiFunction<RecognisedRow, Ground, Decision> decide) {
    rows.forEach(row -> record(row, decide.apply(row, new Ground(holdersOf(row), now))));
  }

  List<Decided> decided() {
    return decided;
  }

  List<CardChange> cardChanges() {
    return cardChanges;
  }

  /** Who changed, new ones included, in the order in which they first appeared. */
  List<Change> changes() {
    return after.values().stream()
        .filter(now -> !now.equals(before.get(now.id())))
        .map(now -> new Change(before.get(now.id()), now, corrections.get(now.id())))
        .toList();
  }

  /** One entry per row, with ids as given to those who were added. */
  List<Entry> entries(LongFunction<@Nullable Long> idOfAdded) {
    return decided.stream().map(d -> entry(d, idOfAdded)).toList();
  }

  private static Entry entry(Decided d, LongFunction<@Nullable Long> idOfAdded) {
    Long id = d.id();
    Long known = id == null || id >= 0 ? id : idOfAdded.apply(id);
    return new Entry(d.row().line(), d.decision().result(), d.decision().note(), known);
  }

  private List<OnFile> holdersOf(RecognisedRow row) {
    Set<Long> ids = new HashSet<>();
    row.talent().documents().forEach(d -> ids.addAll(holders.getOrDefault(d, Set.of())));
    return ids.stream().map(this::known).sorted(KNOWN_FIRST).toList();
  }

  private void record(RecognisedRow row, Decision decision) {
    boolean changes =
        decision.talent() != null || decision.standing() != null || decision.card() != null;
    Long id = decision.id();
    if (id == null && changes) {
      id = - ++added;
      put(added(id, decision));
    } else if (id != null && changes) {
      change(id, decision);
    }
    if (id != null && decision.standing() != null && row.correction() != null) {
      corrections.put(id, row.correction());
    }
    decided.add(new Decided(row, decision, id));
  }

  private static OnFile added(long id, Decision decision) {
    if (decision.talent() == null || decision.standing() == null || decision.card() != null) {
      throw new IllegalStateException("a new talent comes with a standing and without a card");
    }
    return new OnFile(id, decision.talent(), decision.standing(), false, null);
  }

  private void change(long id, Decision decision) {
    OnFile old = known(id);
    Card card = decision.card();
    if (card != null) {
      if (old.card() == null) {
        throw new IllegalStateException("card: there is none to change");
      }
      cardChanges.add(new CardChange(old.card(), card));
    }
    put(
        new OnFile(
            id,
            decision.talent() == null ? old.talent() : decision.talent(),
            decision.standing() == null ? old.standing() : decision.standing(),
            old.withdrawn(),
            card == null ? old.card() : card));
  }

  private OnFile known(long id) {
    OnFile known = after.get(id);
    if (known == null) {
      throw new IllegalStateException("id: not one of those found");
    }
    return known;
  }

  private void put(OnFile talent) {
    after.put(talent.id(), talent);
    for (IdentityDocument document : talent.talent().documents()) {
      holders.computeIfAbsent(document, d -> new HashSet<>()).add(talent.id());
    }
  }
}
