package org.goldcard.testkit;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.goldcard.card.Actor;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.CardState;
import org.goldcard.card.Instruction;
import org.goldcard.card.Instruction.RetryKey;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.card.Validity;
import org.goldcard.card.talent.Standing;
import org.goldcard.issuing.CardRegistry;
import org.goldcard.status.CardLedger;
import org.jspecify.annotations.Nullable;

/**
 * The cards of record in memory: the twin of the database for unit tests, held to the same
 * contracts. One lock serialises everything; nothing outlives the object.
 */
public final class InMemoryCards implements CardRegistry, CardLedger {
  private static final int DRAWS = 5;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final InMemoryStatusLog log = new InMemoryStatusLog();
  private final Map<Long, Standing> talents = new HashMap<>();
  private final Set<Long> withdrawn = new HashSet<>();
  private final Map<CardNumber, Stored> cards = new TreeMap<>();
  private final Map<Owner, Kept> receipts = new HashMap<>();
  private final Set<Integer> indexes = new HashSet<>();

  private record Stored(Card card, Instant changedAt) {}

  private record Owner(Actor actor, String key) {}

  private record Kept(String requestHash, Receipt receipt) {}

  /** Empty. */
  public InMemoryCards(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** The feed of these cards. */
  public InMemoryStatusLog log() {
    return log;
  }

  /** Records a talent; answers the id. */
  public synchronized long recognise(Standing standing) {
    long id = talents.size() + 1L;
    talents.put(id, standing);
    return id;
  }

  /** Records a new standing of a talent. */
  public synchronized void recognise(long talentId, Standing standing) {
    talents.put(talentId, standing);
  }

  @Override
  public synchronized Future<Optional<Card>> find(CardNumber number) {
    return Future.succeededFuture(Optional.ofNullable(cards.get(number)).map(Stored::card));
  }

  @Override
  public synchronized Future<Optional<Card>> findByTalent(long talentId) {
    return Future.succeededFuture(inUse(talentId).map(Stored::card));
  }

  private Optional<Stored> inUse(long talentId) {
    return cards.values().stream()
        .filter(s -> s.card().talentId() == talentId && !s.card().state().isFinal())
        .findFirst();
  }

  @Override
  public Future<Outcome<Receipt>> issue(
      long talentId, Instruction instruction, Function<Ground, Outcome<Grant>> decide) {
    return once(instruction, now -> issueNow(talentId, now, decide));
  }

  private Outcome<Receipt> issueNow(
      long talentId, Instant now, Function<Ground, Outcome<Grant>> decide) {
    Optional<Stored> present = inUse(talentId);
    if (present.isPresent()) {
      return Outcome.done(receipt(present.get().card(), present.get().changedAt()));
    }
    Ground ground = ground(talentId, now);
    return ground == null
        ? Outcome.refused(CardRefusal.TALENT_UNKNOWN)
        : drawn(() -> decide.apply(ground)).map(grant -> insert(talentId, grant, now));
  }

  private Outcome<Grant> drawn(Supplier<Outcome<Grant>> decide) {
    for (int i = 0; i < DRAWS; i++) {
      Outcome<Grant> grant = decide.get();
      if (grant.fold(g -> !cards.containsKey(g.number()), refusal -> true)) {
        return grant;
      }
    }
    throw new IllegalStateException("number: taken " + DRAWS + " times");
  }

  private Receipt insert(long talentId, Grant grant, Instant now) {
    Card card =
        new Card(
            grant.number(),
            talentId,
            grant.talentClass(),
            grant.validity(),
            CardState.ACTIVE,
            1,
            nextIndex(),
            nextIndex(),
            Instant.EPOCH,
            null);
    cards.put(card.number(), new Stored(card, now));
    log.record(now, InMemoryStatusLog.card(card), InMemoryStatusLog.pass(card, false));
    return receipt(card, now);
  }

  @Override
  public Future<Outcome<Receipt>> change(
      CardNumber number, Instruction instruction, Function<OnFile, Outcome<Card>> decide) {
    return once(instruction, now -> changeNow(number, now, decide));
  }

  @Override
  public Future<Outcome<Receipt>> changeStatus(
      CardNumber number, Instruction instruction, Function<Card, Outcome<Card>> decide) {
    return change(number, instruction, onFile -> decide.apply(onFile.card()));
  }

  private Outcome<Receipt> changeNow(
      CardNumber number, Instant now, Function<OnFile, Outcome<Card>> decide) {
    Stored stored = cards.get(number);
    if (stored == null) {
      return Outcome.refused(CardRefusal.CARD_UNKNOWN);
    }
    Card before = stored.card();
    Ground ground = ground(before.talentId(), now);
    if (ground == null) {
      throw new IllegalStateException("a card without a recognition in force");
    }
    return decide.apply(new OnFile(before, ground)).map(after -> store(before, after, now));
  }

  private Receipt store(Card before, Card decided, Instant now) {
    boolean supersedes = decided.version() != before.version();
    Card after = supersedes ? TestCards.withPass(decided, nextIndex()) : decided;
    cards.put(after.number(), new Stored(after, now));
    if (after.state() == CardState.REVOKED) {
      withdrawn.add(after.talentId());
    }
    if (!after.word().equals(before.word())) {
      log.record(now, InMemoryStatusLog.card(after));
    }
    if (supersedes) {
      log.record(now, InMemoryStatusLog.pass(after, false), InMemoryStatusLog.pass(before, true));
    }
    return receipt(after, now);
  }

  @Override
  public synchronized Future<List<CardNumber>> overdueSuspensions(Instant now, int limit) {
    return Future.succeededFuture(
        cards.values().stream()
            .map(Stored::card)
            .filter(c -> c.suspendedUntil() != null && !now.isBefore(c.suspendedUntil()))
            .sorted(TestCards.BY_SUSPENSION)
            .limit(limit)
            .map(Card::number)
            .toList());
  }

  private Future<Outcome<Receipt>> once(
      Instruction instruction, Function<Instant, Outcome<Receipt>> work) {
    try {
      return Future.succeededFuture(onceNow(instruction, work));
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private synchronized Outcome<Receipt> onceNow(
      Instruction instruction, Function<Instant, Outcome<Receipt>> work) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    RetryKey key = instruction.retryKey();
    if (key == null) {
      return work.apply(now);
    }
    Owner owner = new Owner(instruction.actor(), key.key());
    Kept kept = receipts.get(owner);
    if (kept == null) {
      return work.apply(now).map(receipt -> keep(owner, key, receipt));
    }
    return kept.requestHash().equals(key.requestHash())
        ? Outcome.done(kept.receipt())
        : Outcome.refused(CardRefusal.RETRY_KEY_REUSED);
  }

  private Receipt keep(Owner owner, RetryKey key, Receipt receipt) {
    receipts.put(owner, new Kept(key.requestHash(), receipt));
    return receipt;
  }

  private Receipt receipt(Card card, Instant at) {
    return TestCards.receipt(card, log.seq(), at);
  }

  private @Nullable Ground ground(long talentId, Instant now) {
    Standing recorded = talents.get(talentId);
    if (recorded == null) {
      return null;
    }
    Standing today = recorded.on(Validity.dayOf(now));
    return new Ground(
        today.current().talentClass(),
        today.current().recognisedOn(),
        today.lastDay(),
        withdrawn.contains(talentId),
        now);
  }

  private int nextIndex() {
    // As in the database, the first million cards share the first list.
    int index = random.nextInt(1 << 20);
    return indexes.add(index) ? index : nextIndex();
  }
}
