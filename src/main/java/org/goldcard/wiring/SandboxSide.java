package org.goldcard.wiring;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.goldcard.card.Card;
import org.goldcard.card.StatusWord;
import org.goldcard.records.CardReferences;
import org.goldcard.records.RecordScans;
import org.goldcard.records.ScanRecord;
import org.goldcard.records.ScanSpool;
import org.goldcard.token.LiveCodes;
import org.goldcard.token.PassSigner;
import org.goldcard.token.ScanReader;
import org.goldcard.token.answer.AnswerTokens;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.secret.KeyedReference;
import org.goldcard.verifying.CodeReader;
import org.goldcard.verifying.Judge;
import org.goldcard.verifying.SiteRules;
import org.goldcard.verifying.introspection.Introspection;
import org.goldcard.verifying.sandbox.SandboxRecord;
import org.goldcard.web.AccessTokens;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.api.oauth.IntrospectRoute;
import org.goldcard.web.api.oauth.IntrospectionServices;
import org.goldcard.web.api.sandbox.ClockOffset;
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
  private static final String NAME = "sandbox ";

  private final KeyRing ring;
  private final Issuer service;
  private final Issuer issuer;
  private final InstantSource clock;
  private final SandboxRecord record = new SandboxRecord(System::nanoTime);
  private final CompositeMeterRegistry uncounted = new CompositeMeterRegistry();
  private final ScanBook book = new ScanBook(nothing(), uncounted);
  private final Function<String, Optional<SiteRules>> sites;

  /** A sandbox with these keys beside the service of an issuer. */
  public SandboxSide(
      KeyRing ring,
      Issuer service,
      InstantSource clock,
      Function<String, Optional<SiteRules>> sites) {
    this.ring = ring;
    this.service = service;
    this.issuer = new Issuer(service.uri() + "/sandbox");
    this.clock = clock;
    this.sites = sites;
  }

  /** Its routes: of those the service has, what is made for it, and its own. */
  public List<ApiRoute> routes(AccessTokens access) {
    JwsSigner signer = new JwsSigner(() -> ring);
    AnswerTokens answers = new AnswerTokens(signer, issuer, clock);
    Introspection holders =
        new Introspection(
            new Judge(this::wordOfAccepted, clock),
            new ScanReader(() -> ring, issuer, clock),
            () -> Optional.of(SandboxRecord.fresh(clock.instant())),
            OLDEST);
    IntrospectionServices introspection =
        new IntrospectionServices(
            issuer.uri(),
            service.uri(),
            holders::of,
            access,
            (client, card) -> NAME + client + ' ' + card,
            answers);
    LiveCodes codes = new LiveCodes(signer, new SecureRandom());
    return List.of(
        new VerifyRoute(call -> desk(ClockOffset.of(call)), uncounted, answers),
        new BatchRoute(desk(Duration.ZERO), uncounted, answers, System::nanoTime),
        new IntrospectRoute(introspection, uncounted),
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

  private String pass(JwsSigner signer, Card card) {
    return new PassSigner(signer, issuer, clock).sign(card).text();
  }

  /** To introspection only a card that would be let in counts. */
  private StatusWord wordOfAccepted(int index) {
    return SandboxRecord.counts(index) ? record.at(index) : StatusWord.NONE;
  }

  private ScanDesk desk(Duration offset) {
    InstantSource shifted = () -> clock.instant().plus(offset);
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
