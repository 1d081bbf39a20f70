package org.goldcard.wiring.practice;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Validity;
import org.goldcard.partners.Scope;
import org.goldcard.partners.place.Areas;
import org.goldcard.partners.place.ChoosePlace;
import org.goldcard.partners.quota.ClientQuotas;
import org.goldcard.partners.quota.SharedCounts;
import org.goldcard.records.CardReferences;
import org.goldcard.records.RecordScans;
import org.goldcard.records.ScanSpool;
import org.goldcard.status.CardTable;
import org.goldcard.token.LiveCodes;
import org.goldcard.token.ScanReader;
import org.goldcard.token.access.AccessGrant;
import org.goldcard.token.access.AccessReader;
import org.goldcard.token.access.AccessTokens;
import org.goldcard.token.answer.AnswerTokens;
import org.goldcard.token.crypto.Engines;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.passing.PassingKeys;
import org.goldcard.token.secret.KeyedReference;
import org.goldcard.verifying.CardLookup;
import org.goldcard.verifying.CodeReader;
import org.goldcard.verifying.Judge;
import org.goldcard.verifying.ListState;
import org.goldcard.verifying.SiteRules;
import org.goldcard.verifying.memory.NodeScanMemory;
import org.goldcard.web.HttpOptions;
import org.goldcard.web.Routes;
import org.goldcard.web.TrustedProxies;
import org.goldcard.web.WebServer;
import org.goldcard.web.api.verify.ScanBook;
import org.goldcard.web.api.verify.ScanDesk;
import org.goldcard.web.api.verify.ScanServices;
import org.goldcard.web.api.verify.VerifyRoute;
import org.goldcard.web.limit.Doors;
import org.goldcard.web.limit.Limit;
import org.goldcard.web.limit.Places;
import org.goldcard.web.limit.Rate;
import org.goldcard.web.limit.RateLimits;
import org.goldcard.web.limit.Shed;
import org.goldcard.wiring.BearerTokens;

/**
 * A node within the node on which scans can be practised: the same code from the socket to the
 * answer, over keys, a card, a venue, limits, figures and a memory of its own. No key of it is
 * known to anybody, so nobody else gets anything from it; nothing of it is recorded or shared.
 */
final class PracticeGround {
  private static final String PLACE = "PRACTICE";
  private static final int CARD = 7;
  private static final int ENTRIES = 4096;
  private static final Rate UNBOUNDED = Rate.perSecond(1_000_000);
  private static final SiteRules.Phrase WORDS = new SiteRules.Phrase("演练", "practice");

  private final InstantSource clock;
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final SecureRandom random = new SecureRandom();
  private final Issuer issuer = new Issuer("https://practice.invalid");
  private final CardNumber number = CardNumber.random(random);
  private final CardTable table = new CardTable();
  private final KeyRing ring;
  private final JwsSigner signer;
  private final LiveCodes codes;
  private final AccessTokens tokens;

  /** Lays one out; makes its keys. */
  PracticeGround(InstantSource clock) {
    this.clock = clock;
    Set<KeyPurpose> purposes = EnumSet.of(KeyPurpose.LIVE, KeyPurpose.ACCESS, KeyPurpose.ANSWER);
    this.ring = PassingKeys.ring(purposes, Engines.chosen(), clock.instant());
    this.signer = new JwsSigner(() -> ring);
    this.codes = new LiveCodes(signer, random);
    this.tokens = new AccessTokens(signer, issuer, clock, random);
    LocalDate nextYear = Validity.dayOf(clock.instant()).plusYears(1);
    StatusWord word =
        StatusWord.card(
            CardState.ACTIVE, TalentClass.B, nextYear, clock.instant().minus(1, ChronoUnit.DAYS));
    table.put(CARD, word.bits());
  }

  /** A code that is let in once. */
  String code() {
    return codes.ahead(number, CARD, clock.instant(), 1).get(0).token().text();
  }

  /** The token of the scanner. */
  String token() {
    return tokens
        .issue(new AccessGrant(PLACE, Set.of(Scope.VERIFY.text()), PLACE, PLACE, true))
        .text();
  }

  /** Listens on loopback at any free port. */
  Future<WebServer> listen(Vertx vertx) {
    HttpOptions options = HttpOptions.of("127.0.0.1", 0, 1, null, TrustedProxies.none());
    BearerTokens bearers =
        new BearerTokens(tokens, new AccessReader(() -> ring, issuer, clock), Optional::of);
    Doors doors = doors();
    Router router = Router.router(vertx);
    ChoosePlace places = new ChoosePlace(Areas.none());
    new Routes(vertx, options, doors, bearers, places, meters, () -> PLACE)
        .mount(router, List.of(route()), List.of());
    return WebServer.start(vertx, options, doors, router);
  }

  private VerifyRoute route() {
    ScanServices services =
        new ScanServices(
            new Judge(table::at, clock),
            new CodeReader(new ScanReader(() -> ring, issuer, clock))::read,
            venue -> Optional.of(rules()),
            () -> Optional.of(new ListState(clock.instant(), Duration.ZERO, PLACE, 1)),
            (rev, atMost) -> Future.succeededFuture(true),
            new NodeScanMemory(ENTRIES, System::nanoTime),
            CardLookup.none(),
            client -> CompletableFuture.completedStage(false),
            (client, request) ->
                UUID.nameUUIDFromBytes(request.getBytes(StandardCharsets.US_ASCII)).toString(),
            new ScanBook(records(), meters));
    return new VerifyRoute(new ScanDesk(services), meters, new AnswerTokens(signer, issuer, clock));
  }

  private RecordScans records() {
    byte[] key = new byte[32];
    random.nextBytes(key);
    CardReferences references = new CardReferences(secret -> new KeyedReference(key, secret));
    references.use(Map.of(CardReferences.month(clock.instant()), "00".repeat(key.length)));
    return new RecordScans(ScanSpool.none(), references, System::nanoTime);
  }

  private static SiteRules rules() {
    SiteRules.Item item =
        new SiteRules.Item(
            "TOURISM_FITNESS.FREE_ENTRY",
            WORDS,
            PLACE,
            EnumSet.allOf(TalentClass.class),
            List.of(new SiteRules.Check("OWN_ID", WORDS)),
            true,
            1,
            false,
            PLACE,
            null);
    Duration staleness = Duration.ofSeconds(5);
    SiteRules.Visits visits = SiteRules.Visits.COUNTED;
    return new SiteRules(PLACE, false, List.of(item), false, false, visits, staleness, true);
  }

  private Doors doors() {
    Map<Limit, Rate> rates = new EnumMap<>(Limit.class);
    for (Limit limit : Limit.values()) {
      rates.put(limit, UNBOUNDED);
    }
    RateLimits limits = new RateLimits(rates, System::nanoTime, random.nextLong(), meters);
    return new Doors(
        System::nanoTime,
        limits,
        new Places(ENTRIES),
        new Shed(meters),
        new ClientQuotas(clock, SharedCounts.none()));
  }
}
