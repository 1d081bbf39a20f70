package org.goldcard.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.goldcard.card.StatusWord;
import org.goldcard.status.StatusChange;
import org.goldcard.verifying.offline.OfflineScans;
import org.jspecify.annotations.Nullable;

/** The twin of the database's record of offline scans. */
public final class InMemoryOfflineScans implements OfflineScans {
  private final InMemoryCards cards;
  private final Map<String, Queued> filed = new LinkedHashMap<>();

  /** Of these cards. */
  public InMemoryOfflineScans(InMemoryCards cards) {
    this.cards = cards;
  }

  @Override
  public CompletionStage<List<StatusWord>> wordsAt(List<Asked> asked) {
    List<StatusChange> changes = Awaited.result(cards.log().after(1, 0, 10_000)).changes();
    List<StatusWord> words = new ArrayList<>();
    for (Asked one : asked) {
      StatusWord word = StatusWord.NONE;
      for (StatusChange change : changes) {
        boolean his = change.index() == one.index() && !change.at().isAfter(one.at());
        word = his ? change.word() : word;
      }
      words.add(word);
    }
    return CompletableFuture.completedFuture(words);
  }

  @Override
  public synchronized CompletionStage<List<Filed>> file(List<Queued> scans) {
    List<Boolean> known = new ArrayList<>();
    scans.forEach(s -> known.add(filed.putIfAbsent(s.verificationId(), s) != null));
    List<Filed> answers = new ArrayList<>();
    for (int i = 0; i < scans.size(); i++) {
      Queued kept = Objects.requireNonNull(filed.get(scans.get(i).verificationId()));
      boolean same = kept.print().equals(scans.get(i).print());
      answers.add(new Filed(known.get(i), same, other(kept)));
    }
    return CompletableFuture.completedFuture(answers);
  }

  private @Nullable Place other(Queued one) {
    for (Queued o : filed.values()) {
      boolean twice =
          one.codeRef() != null
              && one.codeRef().equals(o.codeRef())
              && !o.verificationId().equals(one.verificationId());
      if (twice) {
        return new Place(
            o.verificationId(), o.scanner().venueId(), o.scanner().checkpoint(), o.at());
      }
    }
    return null;
  }
}
