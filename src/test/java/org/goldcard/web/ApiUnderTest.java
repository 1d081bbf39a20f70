package org.goldcard.web;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.goldcard.card.Actor;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.Instruction;
import org.goldcard.card.TalentClass;
import org.goldcard.card.talent.Recognition;
import org.goldcard.card.talent.Standing;
import org.goldcard.card.talent.Talent;
import org.goldcard.issuing.IssueCard;
import org.goldcard.issuing.RecognisedRow;
import org.goldcard.issuing.TalentRegistry;
import org.goldcard.partners.Access;
import org.goldcard.partners.GrantAccess;
import org.goldcard.partners.Scope;
import org.goldcard.partners.place.ChoosePlace;
import org.goldcard.partners.terms.Terms;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.InMemoryCards;
import org.goldcard.testkit.InMemoryTalentRegistry;
import org.goldcard.testkit.TalentLists;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.LiveCodes;
import org.goldcard.token.PassSigner;
import org.goldcard.token.access.AccessReader;
import org.goldcard.token.answer.AnswerTokens;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.venues.device.Sighting;
import org.goldcard.web.api.oauth.IntrospectRoute;
import org.goldcard.web.api.oauth.IntrospectionServices;
import org.goldcard.web.api.oauth.TokenRoute;
import org.goldcard.web.api.published.JwksRoute;
import org.goldcard.web.api.published.LiveRoute;
import org.goldcard.web.api.published.MetadataRoute;
import org.goldcard.web.api.published.MetricsRoute;
import org.goldcard.web.api.published.ReadyRoute;
import org.goldcard.web.api.published.ServiceFacts;
import org.goldcard.web.api.published.StatusListRoute;
import org.goldcard.web.api.published.StatusListRoute.SignedList;
import org.goldcard.web.api.published.Vitals;
import org.goldcard.web.api.verify.BatchRoute;
import org.goldcard.web.api.verify.ScanDesk;
import org.goldcard.web.api.verify.VerifyRoute;
import org.goldcard.web.limit.Doors;
import org.goldcard.web.retirement.Retirement;
import org.goldcard.wiring.BearerTokens;
import org.goldcard.wiring.Pages;
import org.goldcard.wiring.sandbox.SandboxSide;
import org.jspecify.annotations.Nullable;

/** The whole API on a real server and real tokens, over stores in memory. */
final class ApiUnderTest extends ApiCaller implements AutoCloseable {
  static final String NOON = "2026-11-23T02:00:00Z";

  final TickingClock clock = new TickingClock(NOON);
  final InMemoryCards cards = new InMemoryCards(clock, new Random(7));
  final InMemoryTalentRegistry talents = new InMemoryTalentRegistry(clock);
  final OfflineSide offline = new OfflineSide(cards, clock);
  final Clients clients = new Clients();
  final ChangeLog changes = new ChangeLog();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Gate gate = new Gate(cards, clock, meters);
  final AtomicLong nanos = new AtomicLong();
  final Set<String> stopped = ConcurrentHashMap.newKeySet();
  final Map<String, Terms> terms = new ConcurrentHashMap<>();
  final Vertx vertx = Vertx.vertx();
  final Doors doors;
  final EventFeed feed = new EventFeed(vertx, clock, a -> !stopped.contains(a.clientId()));
  final HolderTwins holders = new HolderTwins(clock);
  final Router router = Router.router(vertx);
  final List<ApiRoute> routes;
  final List<ApiRoute> sandbox;
  final TestKeys keys = new TestKeys();
  final LiveCodes liveCodes;
  final PassSigner passes;
  final BearerTokens access;
  final AnswerTokens answers;
  final String jwks;
  boolean signs = true;
  List<Sighting> silent = List.of();
  Future<Boolean> redis = Future.succeededFuture(true);
  @Nullable SignedList list = new SignedList("a.list.signed", "\"tag\"");

  private final Random random = new Random(4);
  private final WebServer server;

  ApiUnderTest() {
    this(HttpOptions.of("127.0.0.1", 0, 2, null, TrustedProxies.none()));
  }

  ApiUnderTest(HttpOptions options) {
    this(options, TestDoors.wide());
  }

  ApiUnderTest(HttpOptions options, Doors doors) {
    this(options, doors, List.of());
  }

  ApiUnderTest(HttpOptions options, Doors doors, List<Retirement> retirements) {
    this.doors = doors;
    KeyRing ring = keys.ring();
    Issuer issuer = new Issuer("https://goldcard.example");
    JwsSigner signer = new JwsSigner(() -> ring);
    liveCodes = new LiveCodes(signer, new Random(1));
    passes = new PassSigner(signer, issuer, clock);
    access =
        new BearerTokens(
            new org.goldcard.token.access.AccessTokens(signer, issuer, clock, new Random(2)),
            new AccessReader(() -> ring, issuer, clock),
            this::admitted);
    jwks = ring.jwks();
    answers = new AnswerTokens(signer, issuer, clock);
    routes = routes(issuer);
    Routes pipeline =
        new Routes(
            vertx,
            options,
            doors,
            access,
            new ChoosePlace(gate),
            meters,
            () -> "r" + names.incrementAndGet());
    SandboxSide side = gate.sandbox(vertx, ring, issuer);
    sandbox = side.routes(access, true);
    routes.add(side.keys());
    Retirement.mount(router, retirements, issuer.uri());
    pipeline.mount(router, routes, sandbox);
    server = Awaited.result(WebServer.start(vertx, options, doors, router));
  }

  private List<ApiRoute> routes(Issuer issuer) {
    Duration minute = Duration.ofMinutes(1);
    ScanDesk desk = gate.desk(keys, issuer);
    List<ApiRoute> all = new ArrayList<>(cardSide().routes());
    List<ApiRoute> others =
        List.of(
            new TokenRoute(
                new GrantAccess(
                    clients.proofs(keys.ring(), issuer, clock), minute.multipliedBy(10), clock),
                access,
                clock),
            new IntrospectRoute(introspection(keys, issuer), meters),
            MetadataRoute.oauth(new ServiceFacts(issuer.uri(), Duration.ofSeconds(5))),
            MetadataRoute.goldcard(new ServiceFacts(issuer.uri(), Duration.ofSeconds(5))),
            new VerifyRoute(desk, meters, answers),
            new BatchRoute(desk, meters, answers, nanos::get),
            feed.route(doors),
            changes.route(keys, issuer, clock),
            new JwksRoute(keys.ring()::jwks),
            new StatusListRoute(n -> n == 0 ? Optional.ofNullable(list) : Optional.empty(), minute),
            new LiveRoute(),
            new ReadyRoute(
                new Vitals(
                    () -> signs,
                    "test",
                    gate::list,
                    ApiUnderTest::feed,
                    Duration.ofSeconds(5),
                    () -> Map.of("30d", 1),
                    probes(),
                    List::of,
                    () -> silent),
                doors::isLeaving),
            new MetricsRoute(() -> "figures 1\n", Endpoint.Door.LOCAL));
    all.addAll(others);
    all.addAll(new Pages(issuer.uri(), false).routes());
    all.addAll(holders.routes());
    all.addAll(offline.routes(vertx, gate, keys.ring(), meters));
    return all;
  }

  private CardSide cardSide() {
    return new CardSide(cards, talents, passes, liveCodes, clock);
  }

  private IntrospectionServices introspection(TestKeys keys, Issuer issuer) {
    return new IntrospectionServices(
        issuer.uri(),
        issuer.uri(),
        gate.introspection(keys, issuer)::of,
        access,
        (client, index) -> "holder-" + client + '-' + index,
        answers);
  }

  private Map<String, Supplier<Future<Boolean>>> probes() {
    return Map.of("redis", () -> redis, "postgres", () -> Future.succeededFuture(true));
  }

  private Optional<Access> admitted(Access genuine) {
    Terms now = terms.getOrDefault(genuine.clientId(), Terms.NONE);
    return stopped.contains(genuine.clientId())
        ? Optional.empty()
        : Optional.of(genuine.under(now));
  }

  /** A talent recognised in both twins; answers the id. */
  long talent(TalentClass talentClass) {
    Recognition recognition = new Recognition(talentClass, LocalDate.of(2026, 1, 5), null);
    long id = cards.recognise(Standing.of(recognition));
    RecognisedRow row = new RecognisedRow(2, person((int) id), recognition, null);
    Awaited.result(
        talents.apply(
            List.of(row),
            Instruction.of(new Actor(Actor.Kind.OPERATOR, "test"), ""),
            (r, ground) ->
                new TalentRegistry.Decision(
                    TalentRegistry.Result.NEW,
                    null,
                    null,
                    r.talent(),
                    Standing.of(r.recognition()),
                    null)));
    return id;
  }

  static Talent person(int id) {
    return new TalentLists(5).talent(id);
  }

  /** An active card of a new talent. */
  Card card(TalentClass talentClass) {
    IssueCard issue = new IssueCard(cards, random, Period.ofYears(5));
    Instruction wish = Instruction.of(new Actor(Actor.Kind.OPERATOR, "test"), "");
    return card(Awaited.done(issue.issue(talent(talentClass), wish)).number());
  }

  Card card(CardNumber number) {
    return Awaited.result(cards.find(number)).orElseThrow();
  }

  String liveCode(Card card) {
    return cardSide().codes(card, clock.instant(), 1).get(0).code();
  }

  String office() {
    return bearer(new Access("office", EnumSet.allOf(Scope.class), null, null, false, end()));
  }

  String scanner(String checkpoint) {
    return bearer(
        new Access(
            "gate-" + checkpoint, Set.of(Scope.VERIFY), Gate.VENUE, checkpoint, true, end()));
  }

  String bearer(Access granted) {
    return "Bearer " + access.sign(granted);
  }

  Instant end() {
    return clock.instant().plus(Duration.ofMinutes(10));
  }

  @Override
  int port() {
    return server.port();
  }

  @Override
  public void close() {
    // A timer that goes on would keep all of this in memory, although its Vert.x has ended.
    feed.streams.close();
    Awaited.result(server.stop(Duration.ofMillis(10)));
    Awaited.result(vertx.close());
  }

  private static Vitals.Feed feed() {
    return new Vitals.Feed("current", "名单与数据库一致", "the list is the record's");
  }
}
