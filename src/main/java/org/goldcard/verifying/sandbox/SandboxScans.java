package org.goldcard.verifying.sandbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import org.goldcard.card.StatusWord;
import org.goldcard.verifying.offline.OfflineScans;
import org.jspecify.annotations.Nullable;

/**
 * What stands for the record of scans without a network in the sandbox: the last of each node, each
 * client's apart from all others'. Safe from any thread.
 */
public final class SandboxScans implements OfflineScans {
  private static final int KEPT = 10_000;

  private final IntFunction<StatusWord> words;
  private final Cache<String, Queued> filed =
      Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();

  /** None yet; test cards are what they always were. */
  public SandboxScans(IntFunction<StatusWord> words) {
    this.words = words;
  }

  @Override
  public CompletionStage<List<StatusWord>> wordsAt(List<Asked> asked) {
    return CompletableFuture.completedFuture(
        asked.stream().map(one -> words.apply(one.index())).toList());
  }

  @Override
  public synchronized CompletionStage<List<Filed>> file(List<Queued> scans) {
    List<Queued> before = new ArrayList<>();
    for (Queued scan : scans) {
      before.add(filed.asMap().putIfAbsent(scan.verificationId(), scan));
    }
    List<Filed> answers = new ArrayList<>();
    for (int i = 0; i < scans.size(); i++) {
      Queued kept = Objects.requireNonNullElse(before.get(i), scans.get(i));
      boolean same = kept.print().equals(scans.get(i).print());
      answers.add(new Filed(before.get(i) != null, same, other(kept)));
    }
    return CompletableFuture.completedFuture(answers);
  }

  private @Nullable Place other(Queued one) {
    return filed.asMap().values().stream()
        .filter(scan -> isOther(scan, one))
        .findFirst()
        .map(
            scan ->
                new Place(
                    scan.verificationId(),
                    scan.scanner().venueId(),
                    scan.scanner().checkpoint(),
                    scan.at()))
        .orElse(null);
  }

  private static boolean isOther(Queued scan, Queued one) {
    return one.codeRef() != null
        && one.codeRef().equals(scan.codeRef())
        && scan.scanner().clientId().equals(one.scanner().clientId())
        && !scan.verificationId().equals(one.verificationId());
  }
}
