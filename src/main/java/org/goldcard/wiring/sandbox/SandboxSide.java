package org.goldcard.wiring.sandbox;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.goldcard.card.Card;
import org.goldcard.card.StatusWord;
import org.goldcard.partners.event.EventWriter;
import org.goldcard.records.CardReferences;
import org.goldcard.records.RecordScans;
import org.goldcard.records.ScanRecord;
import org.goldcard.records.ScanSpool;
import org.goldcard.token.LiveCodes;
import org.goldcard.token.PassSigner;
import org.goldcard.token.ScanReader;
import org.goldcard.token.answer.AnswerTokens;
import org.goldcard.token.answer.EventTokens;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.keys.PublicKeyRecord;
import org.goldcard.token.secret.KeyedReference;
import org.goldcard.verifying.CodeReader;
import org.goldcard.verifying.Judge;
import org.goldcard.verifying.SiteRules;
import org.goldcard.verifying.introspection.Introspection;
import org.goldcard.verifying.sandbox.SandboxRecord;
import org.goldcard.verifying.sandbox.SandboxScans;
import org.goldcard.verifying.sandbox.TestCard;
import org.goldcard.web.AccessTokens;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.api.changes.ChangesRoute;
import org.goldcard.web.api.oauth.IntrospectRoute;
import org.goldcard.web.api.oauth.IntrospectionServices;
import org.goldcard.web.api.offline.BundleRoute;
import org.goldcard.web.api.offline.Bundles;
import org.goldcard.web.api.offline.HeartbeatRoute;
import org.goldcard.web.api.offline.SyncRoute;
import org.goldcard.web.api.offline.SyncServices;
import org.goldcard.web.api.sandbox.ClockOffset;
import org.goldcard.web.api.sandbox.SandboxKeysRoute;
import org.goldcard.web.api.sandbox.ShiftedRoute;
import org.goldcard.web.api.sandbox.TestCardsRoute;
import org.goldcard.web.api.sandbox.TestCodesRoute;
import org.goldcard.web.api.verify.BatchRoute;
import org.goldcard.web.api.verify.ScanBook;
import org.goldcard.web.api.verify.ScanDesk;
import org.goldcard.web.api.verify.ScanServices;
import org.goldcard.web.api.verify.VerifyRoute;

/**
 * The sandbox: the same endpoints over test cards, with keys of its own. It shares nothing with the
 * service but the rules of the venues: no card table, no record, no memory of scans, no key.
 */
public final class SandboxSide {
  private static final Duration OLDEST = Duration.ofSeconds(5);
  private static final String OLDEST_APP = "1.0.0";

  private final KeyRing ring;
  private final Issuer service;
  private final Issuer issuer;
  private final InstantSource clock;
  private final SandboxScans scans;
  private final SandboxRecord record = new SandboxRecord(System::nanoTime);
  private final CompositeMeterRegistry uncounted = new CompositeMeterRegistry();
  private final ScanBook book = new ScanBook(nothing(), uncounted);
  private final Function<String, Optional<SiteRules>> sites;
  private final BiFunction<String, LocalDate, Optional<SiteRules>> rulesOn;
  private final Bundles bundles;

  /**
   * A sandbox with these keys beside the service of an issuer.
   *
   * @param sites the rules of a venue today
   * @param rulesOn the same on a day
   */
  public SandboxSide(
      Vertx vertx,
      KeyRing ring,
      Issuer service,
      InstantSource clock,
      Function<String, Optional<SiteRules>> sites,
      BiFunction<String, LocalDate, Optional<SiteRules>> rulesOn) {
    this.ring = ring;
    this.rulesOn = rulesOn;
    this.service = service;
    this.issuer = new Issuer(service.uri() + "/sandbox");
    this.clock = clock;
    this.sites = sites;
    this.scans = new SandboxScans(record::at);
    this.bundles = new TestLists(vertx, ring, issuer, clock, rulesOn);
  }

  /** Its public keys, which everybody may read. */
  public ApiRoute keys() {
    return new SandboxKeysRoute(ring.jwks());
  }

  /**
   * Its routes: of those the service has, what is made for it, and its own.
   *
   * @param whole whether the node has what nodes that only verify have not
   */
  public List<ApiRoute> routes(AccessTokens access, boolean whole) {
    List<ApiRoute> routes = new ArrayList<>(routes(access));
    if (whole) {
      routes.add(changes());
    }
    return List.copyOf(routes);
  }

  private List<ApiRoute> routes(AccessTokens access) {
    JwsSigner signer = new JwsSigner(() -> ring);
    AnswerTokens answers = new AnswerTokens(signer, issuer, clock);
    LiveCodes codes = new LiveCodes(signer, new SecureRandom());
    return List.of(
        new VerifyRoute(call -> desk(ClockOffset.of(call)), uncounted, answers),
        new ShiftedRoute(
            ahead -> new BatchRoute(desk(ahead), uncounted, answers, System::nanoTime)),
        new ShiftedRoute(
            ahead -> new IntrospectRoute(introspection(access, answers, ahead), uncounted)),
        new BundleRoute(bundles),
        new ShiftedRoute(ahead -> new SyncRoute(sync(ahead))),
        new ShiftedRoute(this::heartbeat),
        new TestCardsRoute(),
        new TestCodesRoute(
            (card, offset) ->
                codes
                    .ahead(card.number(), card.index(), clock.instant().plus(offset), 1)
                    .get(0)
                    .token()
                    .text(),
            (card, offset) -> pass(signer, card)));
  }

  private IntrospectionServices introspection(
      AccessTokens access, AnswerTokens answers, Duration ahead) {
    InstantSource shifted = shifted(ahead);
    Introspection holders =
        new Introspection(
            new Judge(this::wordOfAccepted, shifted),
            new ScanReader(() -> ring, issuer, shifted),
            () -> Optional.of(SandboxRecord.fresh(shifted.instant())),
            OLDEST);
    return new IntrospectionServices(
        issuer.uri(), service.uri(), holders::of, access, TestNames::of, answers);
  }

  private SyncServices sync(Duration ahead) {
    CodeReader reader = new CodeReader(new ScanReader(() -> ring, issuer, clock));
    return new SyncServices(
        (text, at) -> TestCard.yielding(reader.readOffline(text, at)),
        rulesOn,
        record,
        scans,
        (card, nonce, about) -> List.of(),
        record,
        SandboxSide::named,
        (scan, card) -> {},
        shifted(ahead));
  }

  private ApiRoute heartbeat(Duration ahead) {
    InstantSource shifted = shifted(ahead);
    return new HeartbeatRoute(
        shifted,
        () -> Optional.of(SandboxRecord.fresh(shifted.instant())),
        () -> ring.records().stream().map(PublicKeyRecord::kid).toList(),
        bundles,
        OLDEST_APP,
        heard -> {},
        new CompositeMeterRegistry());
  }

  private ApiRoute changes() {
    JwsSigner signer = new JwsSigner(() -> ring);
    EventWriter writer = new EventWriter(new EventTokens(signer, issuer, clock), new TestNames());
    return new ChangesRoute(new TestChanges(clock), writer, issuer.uri(), clock);
  }

  private InstantSource shifted(Duration ahead) {
    return () -> clock.instant().plus(ahead);
  }

  private String pass(JwsSigner signer, Card card) {
    return new PassSigner(signer, issuer, clock).sign(card).text();
  }

  /** To introspection only a card that would be let in counts. */
  private StatusWord wordOfAccepted(int index) {
    return SandboxRecord.counts(index) ? record.at(index) : StatusWord.NONE;
  }

  private ScanDesk desk(Duration offset) {
    InstantSource shifted = shifted(offset);
    CodeReader reader = new CodeReader(new ScanReader(() -> ring, issuer, shifted));
    return new ScanDesk(
        new ScanServices(
            new Judge(record, shifted),
            SandboxRecord.yielding(reader::read),
            sites,
            () -> Optional.of(SandboxRecord.fresh(shifted.instant())),
            (rev, atMost) -> Future.succeededFuture(false),
            record,
            record,
            client -> CompletableFuture.completedFuture(true),
            SandboxSide::named,
            book));
  }

  /** A name that gives nothing away: there is nothing to give away. */
  private static String named(String client, String request) {
    byte[] both = (client + ' ' + request).getBytes(StandardCharsets.UTF_8);
    return "sandbox-" + UUID.nameUUIDFromBytes(both);
  }

  /** Scans of the sandbox are recorded nowhere. */
  private static RecordScans nothing() {
    CardReferences references =
        new CardReferences(secret -> new KeyedReference(new byte[32], secret));
    references.use(Map.of());
    return new RecordScans(new Nowhere(), references, System::nanoTime);
  }

  private static final class Nowhere implements ScanSpool {
    @Override
    public boolean append(ScanRecord record) {
      return true;
    }

    @Override
    public Future<Optional<Batch>> oldest() {
      return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<Void> remove(Batch batch) {
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }

    @Override
    public State state() {
      return new State(true, 0, 0);
    }
  }
}
