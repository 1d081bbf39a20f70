package org.goldcard.web.api.offline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.goldcard.card.Validity;
import org.goldcard.status.snapshot.ListDelta;
import org.goldcard.status.snapshot.ListHistory;
import org.goldcard.status.snapshot.ListSnapshot;
import org.goldcard.token.bundle.BundleTokens;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.crypto.Digests;
import org.goldcard.token.keys.DatedJwk;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.verifying.SiteRules;
import org.goldcard.verifying.offline.BundleContent;
import org.goldcard.verifying.offline.OfflineBundle.Form;

/**
 * Makes offline bundles of keys, rules and lists as this node has them. The answer key signs them,
 * which every role holds; so a verify node signs its own, although it could as well hand out what
 * another signed. Safe from any thread.
 */
public final class SignedBundles implements Bundles {
  /** Lists longer than this together, in characters, are fetched by themselves. */
  static final int CARRIED = 3 << 20;

  /** How long a bundle stands under one tag although nothing changed. */
  static final Duration STANDS = Duration.ofMinutes(5);

  private final ListHistory history;
  private final Supplier<KeyRing> keys;
  private final BiFunction<String, LocalDate, Optional<SiteRules>> rules;
  private final IntFunction<String> uris;
  private final BundleTokens tokens;
  private final InstantSource clock;
  private final WorkerExecutor worker;
  private final Duration fileLife;

  /**
   * Makes bundles on a worker of its own.
   *
   * @param rules the rules of a venue on a day
   * @param uris where a list is published
   */
  public SignedBundles(
      Vertx vertx,
      ListHistory history,
      Supplier<KeyRing> keys,
      BiFunction<String, LocalDate, Optional<SiteRules>> rules,
      IntFunction<String> uris,
      BundleTokens tokens,
      InstantSource clock) {
    this(vertx, history, keys, rules, uris, tokens, clock, BundleTokens.FILE_LIFE);
  }

  /**
   * The same with files that may be used for another time.
   *
   * @param fileLife at most {@link BundleTokens#FILE_LIFE}
   */
  public SignedBundles(
      Vertx vertx,
      ListHistory history,
      Supplier<KeyRing> keys,
      BiFunction<String, LocalDate, Optional<SiteRules>> rules,
      IntFunction<String> uris,
      BundleTokens tokens,
      InstantSource clock,
      Duration fileLife) {
    this.fileLife = fileLife;
    this.history = history;
    this.keys = keys;
    this.rules = rules;
    this.uris = uris;
    this.tokens = tokens;
    this.clock = clock;
    this.worker = vertx.createSharedWorkerExecutor("bundles", 1);
  }

  @Override
  public Optional<Prepared> prepare(Wish wish) {
    Optional<ListSnapshot> now = history.now();
    Map<LocalDate, SiteRules> days = days(wish);
    return now.isEmpty() || days.isEmpty()
        ? Optional.empty()
        : Optional.of(prepared(wish, now.get(), days));
  }

  private Prepared prepared(Wish wish, ListSnapshot now, Map<LocalDate, SiteRules> days) {
    Since since = wish.since();
    ListDelta delta = since == null ? null : history.since(since.epoch(), since.rev()).orElse(null);
    Form form = wish.file() ? Form.FILE : delta == null ? Form.FULL : Form.DELTA;
    ObjectNode known = DatedJwk.history(keys.get().records());
    BundleContent content = new BundleContent(form, wish.venueId(), known, days);
    ListSnapshot state = delta == null ? now : delta.now();
    content.state(state.epoch(), state.rev(), state.asOf());
    String etag = tag(wish, content.json(), state);
    if (delta != null && since != null) {
      content.changes(since.rev(), delta.refused(), delta.accepted());
      return new Prepared(etag, () -> worker.executeBlocking(() -> sign(wish, content), false));
    }
    return new Prepared(
        etag,
        () -> worker.executeBlocking(() -> sign(wish, carrying(wish, content, state)), false));
  }

  /** What a scanner may need rules for: today and the days into which the bundle's life reaches. */
  private Map<LocalDate, SiteRules> days(Wish wish) {
    Instant now = clock.instant();
    LocalDate last = Validity.dayOf(now.plus(life(wish)));
    Map<LocalDate, SiteRules> days = new LinkedHashMap<>();
    for (LocalDate day = Validity.dayOf(now); !day.isAfter(last); day = day.plusDays(1)) {
      LocalDate of = day;
      rules.apply(wish.venueId(), day).ifPresent(found -> days.put(of, found));
    }
    return days;
  }

  private Duration life(Wish wish) {
    return wish.file() ? fileLife : BundleTokens.LIFE;
  }

  private String tag(Wish wish, ObjectNode content, ListSnapshot state) {
    ObjectNode same = content.deepCopy();
    same.remove("asOf");
    long slot = clock.instant().getEpochSecond() / STANDS.toSeconds();
    List<Object> all = List.of(wish, state.epoch(), state.rev(), slot, same);
    return '"'
        + UUID.nameUUIDFromBytes(all.toString().getBytes(StandardCharsets.UTF_8)).toString()
        + '"';
  }

  private String sign(Wish wish, BundleContent content) {
    return tokens.sign(wish.clientId(), life(wish), content.json()).text();
  }

  /** A network without a connection fetches nothing: its file carries every list. */
  private BundleContent carrying(Wish wish, BundleContent content, ListSnapshot state) {
    long length = state.parts().stream().mapToLong(part -> part.text().length()).sum();
    for (ListSnapshot.Part part : state.parts()) {
      if (wish.file() || length <= CARRIED) {
        content.list(part.number(), part.text());
      } else {
        byte[] text = part.text().getBytes(StandardCharsets.US_ASCII);
        content.list(
            part.number(), uris.apply(part.number()), Base64Url.encode(Digests.sha256(text)));
      }
    }
    return content;
  }
}
